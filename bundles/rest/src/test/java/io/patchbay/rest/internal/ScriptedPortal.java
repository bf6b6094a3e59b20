package io.patchbay.rest.internal;

import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.DrainStatus;
import io.patchbay.api.portal.SessionPage;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.SessionStatus;
import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.TimelineQuery;
import io.patchbay.api.portal.Timelines;
import io.patchbay.api.store.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A portal whose sessions and timelines the test puts in. Thread-safe. */
final class ScriptedPortal implements ClientSessions, Drain, Timelines {
    final List<SessionStatus> sessions = new CopyOnWriteArrayList<>();
    final List<SessionQuery> asked = new CopyOnWriteArrayList<>();
    final List<TimelineQuery> askedTimelines = new CopyOnWriteArrayList<>();
    final List<Timeline> timelines = new CopyOnWriteArrayList<>();
    final List<String> issued = new CopyOnWriteArrayList<>();
    private volatile Optional<Duration> draining = Optional.empty();

    @Override
    public SessionPage sessions(SessionQuery query) {
        asked.add(query);
        List<SessionStatus> wanted = sessions.stream()
                .filter(session -> query.room().isEmpty()
                        || session.room().equals(query.room().get()))
                .filter(session -> session.user().contains(query.text()))
                .filter(session -> session.participant().compareTo(query.after()) > 0)
                .toList();
        return new SessionPage(
                wanted.stream().limit(query.most()).toList(), wanted.size(), wanted.size() > query.most());
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

    @Override
    public void issued(Token token, String portal, long reservedAtMillis) {
        issued.add(token.user() + " on " + portal + " at " + reservedAtMillis);
    }

    @Override
    public List<Timeline> timelines(TimelineQuery query) {
        askedTimelines.add(query);
        return timelines.stream()
                .filter(one ->
                        query.room().isEmpty() || one.room().equals(query.room().get()))
                .filter(one -> one.user().contains(query.text()))
                .limit(query.most())
                .toList();
    }

    @Override
    public Optional<Timeline> timeline(String id) {
        return timelines.stream()
                .filter(one -> one.task().equals(id) || one.participant().equals(Optional.of(id)))
                .findFirst();
    }
}
