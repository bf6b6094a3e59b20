package io.patchbay.benchmarks.portal;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** Over polls: one connection of its own for them, while what it sends shares connections with other clients. */
final class PollingLink implements EngineLink {
    private static final char SEPARATOR = '\u001e';

    private final Listener listener;
    private final HttpExchanges polls;
    private final HttpExchanges posts;
    private final Deque<String> unsent = new ArrayDeque<>(2);
    private String path = "/socket.io/?EIO=4&transport=polling";
    private boolean posting;
    private boolean open;
    private boolean leaving;
    private boolean over;

    PollingLink(Loop loop, InetSocketAddress server, HttpExchanges posts, Listener listener) {
        this.listener = listener;
        this.polls = new HttpExchanges(loop, server, 1);
        this.posts = posts;
        poll();
    }

    @Override
    public void send(String packet) {
        unsent.add(packet);
        post();
    }

    @Override
    public void leave() {
        leaving = true;
        send("1");
    }

    @Override
    public void cut() {
        over = true;
        polls.cut();
    }

    private void poll() {
        polls.send("GET", path, () -> "", "", response -> {
            if (over || leaving) {
                return;
            }
            if (response.status() != 200) {
                end("a poll was answered with " + response.status() + " " + response.body());
                return;
            }
            if (!open) {
                open = true;
                path += "&sid=" + Json.string(response.body(), "sid");
            }
            if (!response.body().equals("1")) {
                poll();
            }
            read(response.body());
        });
    }

    private void read(String body) {
        int from = 0;
        while (!over && from <= body.length()) {
            int separator = body.indexOf(SEPARATOR, from);
            int to = separator < 0 ? body.length() : separator;
            String packet = body.substring(from, to);
            if (packet.equals("1")) {
                end("closed");
            } else if (!packet.equals("6")) {
                listener.packet(packet);
            }
            from = to + 1;
        }
    }

    private void post() {
        if (posting || unsent.isEmpty()) {
            return;
        }
        posting = true;
        StringBuilder body = new StringBuilder(unsent.remove());
        while (!unsent.isEmpty()) {
            body.append(SEPARATOR).append(unsent.remove());
        }
        posts.send("POST", path, () -> "Content-Type: text/plain;charset=UTF-8\r\n", body.toString(), response -> {
            posting = false;
            if (leaving && unsent.isEmpty()) {
                cut();
                return;
            }
            if (response.status() != 200) {
                end("a request was answered with " + response.status() + " " + response.body());
                return;
            }
            post();
        });
    }

    private void end(String why) {
        if (!over) {
            over = true;
            polls.cut();
            listener.closed(why);
        }
    }
}
