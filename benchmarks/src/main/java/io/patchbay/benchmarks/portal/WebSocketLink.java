package io.patchbay.benchmarks.portal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Over a WebSocket from the start. */
public final class WebSocketLink implements EngineLink, TcpConnection.Listener {
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final byte[] NORMAL = {0x03, (byte) 0xe8};
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Listener listener;
    private final TcpConnection connection;
    private final InetSocketAddress server;
    private boolean upgraded;
    private boolean leaving;
    private boolean cut;

    public WebSocketLink(Loop loop, InetSocketAddress server, Listener listener) {
        this.listener = listener;
        this.server = server;
        this.connection = loop.connect(server, this);
    }

    @Override
    public void connected(TcpConnection ready) {
        connection.send(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + server.getHostString() + ":"
                        + server.getPort() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void send(String packet) {
        frame(TEXT, packet.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void leave() {
        leaving = true;
        frame(CLOSE, NORMAL);
    }

    @Override
    public void cut() {
        cut = true;
        connection.close();
    }

    @Override
    public void closed(TcpConnection gone) {
        over("the connection ended");
    }

    @Override
    public void received(TcpConnection from, ByteBuffer bytes) {
        if (!upgraded && !upgrade(bytes)) {
            return;
        }
        while (!cut && bytes.remaining() >= 2) {
            int start = bytes.position();
            int code = bytes.get(start) & 0x0f;
            int length = bytes.get(start + 1) & 0x7f;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (bytes.remaining() < head) {
                return;
            }
            if (length == 126) {
                length = bytes.getShort(start + 2) & 0xffff;
            } else if (length == 127) {
                length = (int) bytes.getLong(start + 2);
            }
            if (bytes.remaining() < head + length) {
                return;
            }
            byte[] payload = new byte[length];
            bytes.position(start + head);
            bytes.get(payload);
            handle(code, payload);
        }
    }

    private void over(String why) {
        if (!leaving) {
            listener.closed(why);
        }
    }

    private boolean upgrade(ByteBuffer bytes) {
        HttpHead.read(bytes).ifPresent(head -> {
            if (head.status() != 101) {
                cut();
                listener.closed("the upgrade was answered with " + head.status());
                return;
            }
            bytes.position(bytes.position() + head.length());
            upgraded = true;
        });
        return upgraded;
    }

    private void handle(int code, byte[] payload) {
        switch (code) {
            case TEXT -> listener.packet(new String(payload, StandardCharsets.UTF_8));
            case PING -> frame(PONG, payload);
            case CLOSE -> {
                cut();
                over("closed with " + farewell(payload));
            }
            default -> throw new IllegalStateException("this client does not read frames of code " + code);
        }
    }

    private static String farewell(byte[] payload) {
        if (payload.length < 2) {
            return "nothing";
        }
        return ByteBuffer.wrap(payload).getShort() + " "
                + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    private void frame(int code, byte[] payload) {
        int head = payload.length < 126 ? 2 : 4;
        if (payload.length > 0xffff) {
            throw new IllegalArgumentException("this client sends at most 65,535 bytes at once");
        }
        byte[] frame = new byte[head + MASK.length + payload.length];
        frame[0] = (byte) (0x80 | code);
        if (head == 2) {
            frame[1] = (byte) (0x80 | payload.length);
        } else {
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(MASK, 0, frame, head, MASK.length);
        for (int i = 0; i < payload.length; i++) {
            frame[head + MASK.length + i] = (byte) (payload[i] ^ MASK[i & 3]);
        }
        connection.send(frame);
    }
}
