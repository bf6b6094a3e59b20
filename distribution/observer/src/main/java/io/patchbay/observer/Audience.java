package io.patchbay.observer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The spectators of a match, each of whom gets every state of it. Confined to the event loop.
 *
 * <p>A state is whole, so whoever has not taken the last one yet skips those in between and gets the latest then; whoever takes none for ten
 * seconds is gone. So no spectator holds more memory than its connection's buffer and one state.
 */
final class Audience {
    /** How much may wait for one spectator before states are skipped. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final long SLOW_SECONDS = 10;
    private static final int ELSEWHERE = 4009;

    /** One spectator. */
    private static final class Place {
        private final Channel channel;
        private boolean behind;
        private Optional<Future<?>> patience = Optional.empty();

        private Place(Channel channel) {
            this.channel = channel;
        }
    }

    private final int seats;
    private final Consumer<Set<String>> onChange;
    private final Map<String, Place> places = new HashMap<>();
    private Optional<ByteBuf> latest = Optional.empty();

    /**
     * @param seats how many spectators there may be
     * @param onChange told which seats are taken, in the event loop; must be short
     */
    Audience(int seats, Consumer<Set<String>> onChange) {
        this.seats = seats;
        this.onChange = onChange;
    }

    /** Everybody gets a state. */
    void tell(String state) {
        latest = Optional.of(Unpooled.unreleasableBuffer(
                Unpooled.wrappedBuffer(state.getBytes(StandardCharsets.UTF_8)).asReadOnly()));
        places.values().forEach(this::send);
    }

    /** Somebody comes; @return false if all seats are taken */
    boolean enter(String seat, Channel channel) {
        Optional<Place> before = Optional.ofNullable(places.get(seat));
        if (before.isEmpty() && places.size() >= seats) {
            return false;
        }
        Place place = new Place(channel);
        places.put(seat, place);
        before.ifPresent(other -> close(other.channel, ELSEWHERE, "somebody has come with the same ticket"));
        if (before.isEmpty()) {
            onChange.accept(Set.copyOf(places.keySet()));
        }
        send(place);
        return true;
    }

    /** Somebody's connection is gone. */
    void leave(String seat, Channel channel) {
        Optional<Place> place = Optional.ofNullable(places.get(seat)).filter(one -> one.channel == channel);
        if (place.isPresent()) {
            places.remove(seat);
            place.get().patience.ifPresent(timer -> timer.cancel(false));
            onChange.accept(Set.copyOf(places.keySet()));
        }
    }

    /** Somebody's connection takes more again. */
    void caughtUp(String seat, Channel channel) {
        Optional.ofNullable(places.get(seat))
                .filter(place -> place.channel == channel && place.behind && channel.isWritable())
                .ifPresent(place -> {
                    place.behind = false;
                    place.patience.ifPresent(timer -> timer.cancel(false));
                    place.patience = Optional.empty();
                    send(place);
                });
    }

    /**
     * Everybody is told that it is over, after the latest state.
     *
     * @param told completes when all have taken that in, or are gone
     */
    void end(Ending ending, CompletableFuture<Void> told) {
        CompletableFuture<?>[] gone = List.copyOf(places.values()).stream()
                .map(place -> {
                    if (place.behind) {
                        latest.ifPresent(state -> write(place.channel, state));
                    }
                    ChannelFuture unused = place.channel
                            .writeAndFlush(new CloseWebSocketFrame(ending.code(), ending.reason()))
                            .addListener(ChannelFutureListener.CLOSE);
                    CompletableFuture<Void> closed = new CompletableFuture<>();
                    unused = place.channel.closeFuture().addListener(done -> closed.complete(null));
                    return closed;
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(gone).thenRun(() -> told.complete(null));
    }

    private void send(Place place) {
        if (latest.isEmpty()) {
            return;
        }
        if (place.channel.isWritable()) {
            write(place.channel, latest.get());
        } else if (!place.behind) {
            place.behind = true;
            place.patience = Optional.of(place.channel
                    .eventLoop()
                    .schedule(
                            () -> drop(place.channel), // a word would only be one more that it does not take
                            SLOW_SECONDS,
                            TimeUnit.SECONDS));
        }
    }

    /** A state that cannot be written leaves a gap in the connection, so that is closed. */
    private static void write(Channel channel, ByteBuf state) {
        ChannelFuture unused = channel.writeAndFlush(new TextWebSocketFrame(state.duplicate()))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static void drop(Channel channel) {
        ChannelFuture unused = channel.close();
    }

    /** What waits for a slow one is not waited for. */
    static void close(Channel channel, int code, String reason) {
        ChannelFuture closed = channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
        if (channel.isWritable()) {
            ChannelFuture unused = closed.addListener(ChannelFutureListener.CLOSE);
        } else {
            ChannelFuture unused = channel.close();
        }
    }
}
