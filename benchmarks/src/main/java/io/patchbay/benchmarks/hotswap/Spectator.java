package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Loop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Somebody who watches a match by its observer, and notices which of its numbered states do not come, or again. Confined to the loop's thread. */
final class Spectator {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final int MATCH_OVER = 1000;
    private static final int BROKEN = 1006;
    private static final String NUMBER = "\"number\":";

    private final Consumer<String> cutOff;
    private boolean left;
    private Optional<Long> firstNanos = Optional.empty();
    private long heard;
    private long lost;
    private long doubled;

    /** @param cutOff told if it is sent away before the match is over */
    Spectator(Consumer<String> cutOff) {
        this.cutOff = cutOff;
    }

    /** One that goes where the lobby has said. */
    static Spectator watch(Loop loop, String endpoint, String ticket, Consumer<String> cutOff) {
        Spectator spectator = new Spectator(cutOff);
        CompletableFuture<WebSocket> unused = HTTP.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create(endpoint), spectator.new Ears(loop, ticket))
                .whenComplete((socket, failed) -> {
                    if (failed != null) {
                        loop.execute(() -> spectator.leave(BROKEN, String.valueOf(failed.getMessage())));
                    }
                });
        return spectator;
    }

    /** What a state looks like. */
    static String state(String match, long number) {
        return "{\"match\":\"" + match + "\"," + NUMBER + number + "}";
    }

    /** For how long it has heard something; empty if it has not yet. */
    Optional<Duration> hearing() {
        return firstNanos.map(first -> Duration.ofNanos(System.nanoTime() - first));
    }

    boolean hasLeft() {
        return left;
    }

    /** How many states have not come, of those up to a number. */
    long lost(long said) {
        return lost + said - heard;
    }

    /** How many have come again, or behind later ones. */
    long doubled() {
        return doubled;
    }

    void hear(String state) {
        long number = Long.parseLong(state, state.indexOf(NUMBER) + NUMBER.length(), state.length() - 1, 10);
        if (firstNanos.isEmpty()) {
            firstNanos = Optional.of(System.nanoTime()); // it begins with whichever is the latest
        } else if (number <= heard) {
            doubled++;
            return;
        } else {
            lost += number - heard - 1;
        }
        heard = number;
    }

    void leave(int code, String why) {
        if (!left) {
            left = true;
            if (code != MATCH_OVER) {
                cutOff.accept("closed with " + code + " " + why);
            }
        }
    }

    /** Says the ticket, and hands what is heard over to the loop. Called by one thread at a time. */
    private final class Ears implements WebSocket.Listener {
        private final Loop loop;
        private final String ticket;
        private final StringBuilder begun = new StringBuilder();

        private Ears(Loop loop, String ticket) {
            this.loop = loop;
            this.ticket = ticket;
        }

        @Override
        public void onOpen(WebSocket socket) {
            CompletableFuture<WebSocket> unused = socket.sendText("{\"ticket\":\"" + ticket + "\"}", true);
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            begun.append(text);
            if (last) {
                String state = begun.toString();
                begun.setLength(0);
                loop.execute(() -> hear(state));
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String why) {
            loop.execute(() -> leave(code, why));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable broken) {
            loop.execute(() -> leave(BROKEN, String.valueOf(broken.getMessage())));
        }
    }
}
