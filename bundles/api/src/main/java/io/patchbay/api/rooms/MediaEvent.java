package io.patchbay.api.rooms;

import java.util.Optional;

/**
 * What a media worker says of one of its transports or sessions.
 *
 * @param id the transport, stream or subscription
 * @param status {@code soac}: a message for the client; {@code ready}; {@code error}: it is over; or {@code rtp}: how it does
 * @param data the message, or why it is over, as a JSON value; of {@code ready} what has become of the tracks
 * @param session the stream or subscription where {@code id} is a transport; empty for all of them
 */
public record MediaEvent(String id, String status, Optional<Object> data, Optional<String> session) {}
