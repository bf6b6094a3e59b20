package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.portal.Timeline.Moment;
import io.patchbay.api.portal.Timeline.State;
import io.patchbay.api.store.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one session has gone through so far, and how it stands. Its beginning is kept, and its end; what is between them is left out if
 * it is much, and first of all what has changed nothing. Thread-safe; a moment costs one uncontended lock.
 */
final class Trace {
    private static final int FIRST = 8; // from the token to the room
    private static final int MOST = 64;
    private static final int USUAL = 7; // most sessions just come and go
    private static final int MAX_NAME = 100;
    private static final int MAX_DETAIL = 200;

    private final String token;
    private final String task;
    private final String service;
    private final String room;
    private final String user;
    private final String role;
    private final LongSupplier clock;
    private final List<Moment> moments = new ArrayList<>(USUAL); // guarded by this, like the rest
    private Optional<String> participant = Optional.empty();
    private Optional<String> version = Optional.empty();
    private State state = State.ISSUED;
    private long lastMillis;
    private int omitted;
    private long idleSince;

    /** Of the session that a token is for. */
    static Trace of(Token token, LongSupplier clock) {
        return new Trace(token.id(), token.code(), token.service(), token.room(), token.user(), token.role(), clock);
    }

    /** Of a session whose token is used up. */
    static Trace of(KeptSession kept, LongSupplier clock) {
        return new Trace(
                "",
                kept.taskCode(),
                kept.place().service(),
                kept.place().room(),
                kept.participant().user(),
                kept.participant().role(),
                clock);
    }

    private Trace(
            String token, String task, String service, String room, String user, String role, LongSupplier clock) {
        this.token = token;
        this.task = task;
        this.service = service;
        this.room = room;
        this.user = shortened(user, MAX_NAME);
        this.role = shortened(role, MAX_NAME);
        this.clock = clock;
        this.idleSince = clock.getAsLong();
    }

    /** Id of the token; empty where it was of no use any more. */
    String token() {
        return token;
    }

    String task() {
        return task;
    }

    String room() {
        return room;
    }

    synchronized Optional<String> participant() {
        return participant;
    }

    /**
     * Somebody has come, and is about to be a participant.
     *
     * @return who came before with the same token, and was not let in
     */
    synchronized Optional<String> isOf(String newcomer, String spoken) {
        Optional<String> before = participant.filter(known -> !known.equals(newcomer));
        participant = Optional.of(newcomer);
        version = Optional.of(spoken);
        return before;
    }

    /**
     * There is no session of a participant any more, unless it is another's already.
     *
     * @return whether there is none
     */
    synchronized boolean close(String leaving) {
        if (participant.filter(present -> !present.equals(leaving)).isPresent()) {
            return false;
        }
        idleSince = clock.getAsLong();
        return true;
    }

    /** Since when there has been no session, while there is none. */
    synchronized long idleSince() {
        return idleSince;
    }

    void add(Kind kind) {
        add(kind, "", "");
    }

    /** @param detail the first {@value #MAX_DETAIL} characters count */
    void add(Kind kind, String code, String detail) {
        add(clock.getAsLong(), kind, code, detail);
    }

    /** @param code of it */
    void add(Kind kind, Enum<?> code, String detail) {
        add(kind, code.name().toLowerCase(Locale.ROOT), detail);
    }

    synchronized void add(long atMillis, Kind kind, String code, String detail) {
        if (moments.size() == MOST) {
            moments.remove(leastMissed());
            omitted++;
        }
        moments.add(new Moment(atMillis, kind, code, shortened(detail, MAX_DETAIL)));
        state = kind.leadsTo().orElse(state);
        lastMillis = atMillis;
    }

    /** Whoever tries a used token or ticket again and again does not thereby hide how the session came to stand as it does. */
    private int leastMissed() {
        for (int index = FIRST; index < moments.size(); index++) {
            if (moments.get(index).kind().leadsTo().isEmpty()) {
                return index;
            }
        }
        return FIRST;
    }

    /** What a search among many looks at, without a copy of the moments. Immutable. */
    record Glance(Trace trace, State state, long lastMillis) {}

    /** As it is now; empty if nothing has happened yet. */
    synchronized Optional<Glance> glance() {
        return moments.isEmpty() ? Optional.empty() : Optional.of(new Glance(this, state, lastMillis));
    }

    /** As it is now; empty if nothing has happened yet. */
    synchronized Optional<Timeline> timeline() {
        return moments.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Timeline(task, service, room, user, role, participant, version, state, omitted, moments));
    }

    /**
     * Whether one of its names has a text in it.
     *
     * @param text in small letters
     */
    boolean mentions(String text) {
        return Texts.mentions(text, user, room, role, task, participant().orElse(""));
    }

    private static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters) + "…";
    }
}
