package io.patchbay.portal.internal.engineio;

import java.util.ArrayList;
import java.util.List;

/** Sends everything back, as the test server of the protocol's authors does. */
final class Echo implements EngineListener {
    static final String UNBEARABLE = "what nobody can deal with";
    private final EngineSocket socket;
    private final List<String> closed;

    Echo(EngineSocket socket, List<String> closed) {
        this.socket = socket;
        this.closed = closed;
    }

    Echo(EngineSocket socket) {
        this(socket, new ArrayList<>());
    }

    @Override
    public void onMessage(String text) {
        if (text.equals(UNBEARABLE)) {
            throw new NoClassDefFoundError("a class that is gone");
        }
        socket.send(OutPacket.text("4" + text));
        socket.flush();
    }

    @Override
    public void onBinary(byte[] data) {
        socket.send(OutPacket.binary(data));
        socket.flush();
    }

    @Override
    public void onClosed(String reason) {
        closed.add(reason);
    }
}
