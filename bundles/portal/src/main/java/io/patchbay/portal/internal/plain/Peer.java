package io.patchbay.portal.internal.plain;

import java.util.Optional;

/**
 * The other end of a connection.
 *
 * @param address its address, as the container tells it
 * @param forwardedFor the header {@code X-Forwarded-For} of the request that the connection was opened by
 */
public record Peer(String address, Optional<String> forwardedFor) {}
