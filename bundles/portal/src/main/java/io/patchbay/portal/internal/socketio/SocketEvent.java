package io.patchbay.portal.internal.socketio;

import java.util.List;
import java.util.OptionalLong;

/**
 * An event from a client.
 *
 * @param name its name
 * @param arguments JSON values; null stands for JSON null. With {@code byte[]} among them where the handler accepts binary data
 * @param ackId by which the client wants it answered
 */
public record SocketEvent(String name, List<Object> arguments, OptionalLong ackId) {}
