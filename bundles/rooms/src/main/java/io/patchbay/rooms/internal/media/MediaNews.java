package io.patchbay.rooms.internal.media;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.MediaEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What workers say of the sessions that they carry. Confined to the room's serial executor. */
final class MediaNews {
    private final RoomVoice room;
    private final MediaLedger ledger;

    MediaNews(RoomVoice room, MediaLedger ledger) {
        this.room = room;
        this.ledger = ledger;
    }

    /** A worker says something; false if it is of nothing that the worker was given. */
    boolean take(String worker, MediaEvent event) {
        Optional<MediaSession> named = ledger.find(event.session().orElse(event.id()));
        Optional<Transport> transport = ledger.transport(event.id())
                .or(() -> named.flatMap(ledger::transportOf))
                .filter(one -> one.worker().equals(worker));
        if (transport.isEmpty() || (event.session().isPresent() && named.isEmpty())) {
            return false;
        }
        List<MediaSession> concerned = named.map(List::of).orElseGet(() -> ledger.on(transport.get()));
        Runnable tell = () -> room.tell(
                transport.get().owner(),
                new Notification.Progress(event.id(), event.status(), event.data(), event.session()));
        switch (event.status()) {
            case "ready" -> onReady(concerned, event, tell);
            case "error" -> {
                tell.run();
                concerned.forEach(ledger::forget);
            }
            default -> tell.run();
        }
        return true;
    }

    /** Twice is once: a worker may say it again if it was not answered. */
    private void onReady(List<MediaSession> concerned, MediaEvent event, Runnable tell) {
        List<MediaSession> fresh =
                concerned.stream().filter(session -> !session.isReady()).toList();
        if (fresh.isEmpty()) {
            return;
        }
        Attributes said = event.data()
                .filter(Map.class::isInstance)
                .map(MediaNews::attributes)
                .orElse(Attributes.NONE);
        fresh.forEach(session -> session.becomeReady(fresh.size() == 1 ? said : Attributes.NONE));
        tell.run();
        Consumer<MediaSession> announce =
                session -> room.tellAll(new Notification.StreamAdded(ledger.toStream(session)));
        fresh.stream().filter(MediaSession::isPublication).forEach(announce);
    }

    @SuppressWarnings("unchecked") // it came as JSON
    private static Attributes attributes(Object object) {
        return new Attributes((Map<String, Object>) object);
    }
}
