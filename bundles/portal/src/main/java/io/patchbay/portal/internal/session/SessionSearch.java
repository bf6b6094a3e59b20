package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.SessionPage;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.SessionStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/** Finds a page of sessions in one pass, however many there are. Confined to one thread. */
final class SessionSearch {
    private static final Comparator<Session> BY_ID = Comparator.comparing(Session::id);

    private final SessionQuery query;
    private final String text;
    private final PriorityQueue<Session> first = new PriorityQueue<>(BY_ID.reversed()); // the greatest goes first
    private int matched;
    private boolean more;

    SessionSearch(SessionQuery query) {
        this.query = query;
        this.text = query.text().toLowerCase(Locale.ROOT);
    }

    SessionPage among(Collection<Session> all) {
        for (Session session : all) {
            if (isWanted(session)) {
                matched++;
                offer(session);
            }
        }
        List<Session> page = new ArrayList<>(first);
        Collections.sort(page, BY_ID);
        return new SessionPage(page.stream().map(SessionSearch::status).toList(), matched, more);
    }

    private void offer(Session session) {
        if (session.id().compareTo(query.after()) <= 0) {
            return;
        }
        first.add(session);
        if (first.size() > query.most()) {
            first.poll();
            more = true;
        }
    }

    private boolean isWanted(Session session) {
        SessionFacts facts = session.facts();
        return (query.room().isEmpty() || query.room().get().equals(facts.room()))
                && (query.connected().isEmpty() || query.connected().get() == session.isConnected())
                && Texts.mentions(
                        text,
                        facts.participant().user(),
                        session.id(),
                        facts.room(),
                        facts.participant().role());
    }

    private static SessionStatus status(Session session) {
        SessionFacts facts = session.facts();
        return new SessionStatus(
                session.id(),
                facts.participant().user(),
                facts.participant().role(),
                facts.room(),
                facts.protocol().name(),
                session.isConnected(),
                session.sinceMillis(),
                facts.taskCode(),
                facts.controllers().workerId());
    }
}
