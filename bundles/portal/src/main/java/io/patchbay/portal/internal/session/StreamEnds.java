package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Notification;
import io.patchbay.portal.internal.socketio.ClientSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients whose node stops that the streams of their rooms end with it: sessions outlive the node, what workers were told does
 * not. Immutable.
 */
final class StreamEnds {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEnds.class);
    private static final long MOST_MILLIS = 500; // of the few seconds that a node has to stop
    private static final String REASON = "the node is restarted";

    private StreamEnds() {}

    /** Tells all of them, at once or when they are back; waits for the rooms for a bounded time. */
    static void tell(Collection<Session> sessions) {
        Map<String, List<Session>> rooms = sessions.stream()
                .collect(Collectors.groupingBy(session -> session.facts().room()));
        List<CompletableFuture<Void>> told = new ArrayList<>(rooms.size());
        rooms.forEach((room, inside) -> told.add(tell(room, inside)));
        try {
            CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new)).get(MOST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unknown) {
            LOG.warn("Not every client is told which streams have ended: {}", unknown.toString());
        }
    }

    private static CompletableFuture<Void> tell(String room, List<Session> inside) {
        try {
            return inside.get(0)
                    .facts()
                    .controllers()
                    .streams(room)
                    .thenAccept(streams -> streams.forEach(stream -> end(stream, inside)))
                    .toCompletableFuture();
        } catch (RuntimeException gone) {
            return CompletableFuture.failedFuture(gone);
        }
    }

    private static void end(Attributes stream, List<Session> inside) {
        String id = stream.text("id").orElseThrow();
        Optional<String> owner = stream.object("info").flatMap(info -> info.text("owner"));
        Broadcast removed = new Broadcast(new Notification.StreamRemoved(id));
        Broadcast failed = new Broadcast(new Notification.Progress(id, "error", Optional.of(REASON), Optional.empty()));
        for (Session session : inside) {
            session.deliver(removed, ClientSocket::flush);
            if (owner.filter(session.id()::equals).isPresent()) {
                session.deliver(failed, ClientSocket::flush);
            }
        }
    }
}
