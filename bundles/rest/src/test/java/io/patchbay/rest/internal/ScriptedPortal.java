package io.patchbay.rest.internal;

import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.DrainStatus;
import io.patchbay.api.portal.SessionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A portal whose sessions the test puts in. Thread-safe. */
final class ScriptedPortal implements ClientSessions, Drain {
    final List<SessionStatus> sessions = new CopyOnWriteArrayList<>();
    private volatile Optional<Duration> draining = Optional.empty();

    @Override
    public List<SessionStatus> sessions(Optional<String> room, int most) {
        return sessions.stream()
                .filter(session -> room.isEmpty() || session.room().equals(room.get()))
                .limit(most)
                .toList();
    }

    @Override
    public int count() {
        return sessions.size();
    }

    @Override
    public int connected() {
        return (int) sessions.stream().filter(SessionStatus::connected).count();
    }

    @Override
    public DrainStatus status() {
        return draining.map(patience -> new DrainStatus(
                        DrainStatus.State.DRAINING, count(), connected(), count() - connected(), patience.toMillis()))
                .orElseGet(() -> new DrainStatus(DrainStatus.State.SERVING, 0, connected(), count() - connected(), 0));
    }

    @Override
    public DrainStatus begin(Duration patience) {
        draining = Optional.of(patience);
        return status();
    }

    @Override
    public DrainStatus cancel() {
        draining = Optional.empty();
        return status();
    }
}
