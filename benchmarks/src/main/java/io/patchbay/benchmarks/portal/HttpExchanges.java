package io.patchbay.benchmarks.portal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Requests over a bounded number of connections that are kept open, the way a browser sends them. Confined to the loop's thread. */
public final class HttpExchanges {
    /** What a server answered; status 0 if it did not. */
    public record Response(int status, String body) {}

    private record Exchange(Supplier<byte[]> request, Consumer<Response> answered) {}

    private final Loop loop;
    private final InetSocketAddress server;
    private final int mostConnections;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private final Deque<Line> idle = new ArrayDeque<>();
    private final Set<Line> lines = new HashSet<>();

    public HttpExchanges(Loop loop, InetSocketAddress server, int mostConnections) {
        this.loop = loop;
        this.server = server;
        this.mostConnections = mostConnections;
    }

    /**
     * Sends a request over one of the connections.
     *
     * @param headers each ended by CRLF; asked for when the request is sent
     * @param body empty for none
     */
    public void send(String method, String path, Supplier<String> headers, String body, Consumer<Response> answered) {
        dispatch(new Exchange(() -> request(method, path, headers.get(), body), answered));
    }

    private byte[] request(String method, String path, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
                        + "\r\n" + headers
                        + (method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        return request;
    }

    /** Ends every connection, and what is under way on it. */
    void cut() {
        waiting.clear();
        lines.forEach(line -> line.connection.close());
        lines.clear();
        idle.clear();
    }

    private void dispatch(Exchange exchange) {
        Line free = idle.pollLast();
        if (free != null) {
            free.begin(exchange);
        } else if (lines.size() < mostConnections) {
            Line added = new Line();
            lines.add(added);
            added.begin(exchange);
        } else {
            waiting.add(exchange);
        }
    }

    /** A connection, and the exchange that it carries. */
    private final class Line implements TcpConnection.Listener {
        private final TcpConnection connection = loop.connect(server, this);
        private Exchange current;
        private boolean used;

        void begin(Exchange exchange) {
            current = exchange;
            connection.send(exchange.request().get());
        }

        @Override
        public void connected(TcpConnection ready) {
            // what was sent before leaves now
        }

        @Override
        public void received(TcpConnection from, ByteBuffer bytes) {
            HttpHead.read(bytes).ifPresent(head -> {
                if (bytes.remaining() < head.length() + head.contentLength()) {
                    return;
                }
                bytes.position(bytes.position() + head.length());
                byte[] body = new byte[head.contentLength()];
                bytes.get(body);
                Exchange answered = current;
                current = null;
                used = true;
                Exchange next = waiting.poll();
                if (next != null) {
                    begin(next);
                } else {
                    idle.add(this);
                }
                answered.answered().accept(new Response(head.status(), new String(body, StandardCharsets.UTF_8)));
            });
        }

        @Override
        public void closed(TcpConnection gone) {
            lines.remove(this);
            idle.remove(this);
            Exchange open = current;
            current = null;
            if (open == null) {
                return;
            }
            if (used) {
                dispatch(open); // the server had closed an idle connection while the request was on its way
            } else {
                open.answered().accept(new Response(0, ""));
            }
        }
    }
}
