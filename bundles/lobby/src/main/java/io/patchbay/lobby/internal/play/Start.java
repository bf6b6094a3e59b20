package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.lobby.internal.Endpoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** What a player asked for and what has come of it. Confined to the turn. */
final class Start {
    /** How far it has come. */
    enum Phase {
        WAITING,
        RESERVED,
        PLAYING,
        OVER
    }

    /** Who is to be told something. */
    private record Listener(OptionalInt after, long untilMillis, CompletableFuture<StartState> promise) {}

    private static final int MAX_KEYS = 32;
    private static final int MAX_LISTENERS = 4; // one client asks once at a time, and may have lost an answer

    private final String id;
    private final String player;
    private final StartRequest request;
    private final Kind kind;
    private final long arrival;
    private final long arrivedMillis;
    private final List<Listener> listeners = new ArrayList<>();
    private final BitSet used = new BitSet();
    private final Deque<String> earlierKeys = new ArrayDeque<>(); // of its player, the latest last
    private Phase phase = Phase.WAITING;
    private boolean disowned;
    private boolean tried;
    private int position;
    private long heardMillis;
    private String server = "";
    private String endpoint = "";
    private List<String> tokens = List.of();
    private long deadlineMillis;
    private String match = "";
    private long sinceMillis;
    private long checkedMillis;

    /** @param arrival the how-manieth start it is */
    Start(String id, String player, StartRequest request, Kind kind, long arrival, long nowMillis) {
        this.id = id;
        this.player = player;
        this.request = request;
        this.kind = kind;
        this.arrival = arrival;
        this.arrivedMillis = nowMillis;
        this.heardMillis = nowMillis;
    }

    String id() {
        return id;
    }

    String player() {
        return player;
    }

    /** Whether it is a player's own. */
    boolean isOf(String one) {
        return player.equals(one) && !disowned;
    }

    /** It is no player's own any more. */
    void disowned() {
        disowned = true;
    }

    StartRequest request() {
        return request;
    }

    /** It comes after another one of its player. */
    void follow(Start earlier) {
        earlierKeys.addAll(earlier.earlierKeys);
        earlierKeys.add(earlier.request.key());
        if (earlierKeys.size() > MAX_KEYS) {
            earlierKeys.removeFirst();
        }
    }

    /** Whether its player started with that key before, one of the last {@value #MAX_KEYS} times. */
    boolean supersedes(String key) {
        return earlierKeys.contains(key);
    }

    Kind kind() {
        return kind;
    }

    long arrival() {
        return arrival;
    }

    long arrivedMillis() {
        return arrivedMillis;
    }

    Phase phase() {
        return phase;
    }

    boolean is(Phase other) {
        return phase == other;
    }

    void over() {
        phase = Phase.OVER;
    }

    /** Whether it has had its first chance, so that there is something to tell. */
    boolean isTried() {
        return tried;
    }

    void tried() {
        tried = true;
    }

    int position() {
        return position;
    }

    void position(int now) {
        position = now;
    }

    long heardMillis() {
        return heardMillis;
    }

    void heard(long nowMillis) {
        heardMillis = nowMillis;
    }

    ScheduleRequest ask(long reserveMillis) {
        return new ScheduleRequest(
                PlayRouting.PURPOSE, id, kind.preference(), reserveMillis, Origin.NONE, kind.seats());
    }

    /** What a single player of the same wishes would ask for. */
    ScheduleRequest askForOne(long reserveMillis) {
        return new ScheduleRequest(PlayRouting.PURPOSE, id + "-one", kind.preference(), reserveMillis);
    }

    void reserved(Scheduled.Placed placed, List<String> given) {
        phase = Phase.RESERVED;
        server = placed.worker();
        endpoint = Endpoints.of(placed.info());
        tokens = List.copyOf(given);
        deadlineMillis = placed.reservedUntilMillis();
    }

    String server() {
        return server;
    }

    List<String> tokens() {
        return tokens;
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    /** Which seat a token is for. */
    int seatOf(String token) {
        return tokens.indexOf(token);
    }

    boolean isUsed(int seat) {
        return used.get(seat);
    }

    /** Whether anybody has come, or is just being let in. */
    boolean isUsed() {
        return !used.isEmpty();
    }

    void use(int seat, boolean now) {
        used.set(seat, now);
    }

    /** Somebody came; the first one says which match it is. */
    void played(String where, long nowMillis) {
        if (phase != Phase.PLAYING) {
            phase = Phase.PLAYING;
            match = where;
            sinceMillis = nowMillis;
            checkedMillis = nowMillis;
        }
    }

    /** Its players have been on a server since before this node led. */
    void hosted(String where, String address, String what, long nowMillis) {
        server = where;
        endpoint = address;
        used.set(0, kind.seats());
        played(what, nowMillis);
    }

    String match() {
        return match;
    }

    long sinceMillis() {
        return sinceMillis;
    }

    long checkedMillis() {
        return checkedMillis;
    }

    void checked(long nowMillis) {
        checkedMillis = nowMillis;
    }

    /** What its player is told, given how long one place takes. */
    StartState state(OptionalLong paceMillis) {
        return switch (phase) {
            case WAITING -> new StartState.Waiting(
                    id,
                    position,
                    paceMillis.isPresent() ? OptionalLong.of(paceMillis.getAsLong() * position) : OptionalLong.empty());
            case RESERVED -> new StartState.Reserved(id, server, endpoint, tokens, deadlineMillis);
            case PLAYING -> new StartState.Playing(id, server, endpoint, match);
            case OVER -> Refusals.UNKNOWN;
        };
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /**
     * Has somebody told once there is something new.
     *
     * @param after the position that is known; empty if anything is new
     */
    CompletableFuture<StartState> listen(OptionalInt after, long untilMillis) {
        CompletableFuture<StartState> promise = new CompletableFuture<>();
        if (listeners.size() >= MAX_LISTENERS && tried) {
            listeners.remove(0).promise().complete(state(OptionalLong.empty()));
        }
        listeners.add(new Listener(after, untilMillis, promise));
        return promise;
    }

    /** Tells whoever has something to be told now. */
    void tell(OptionalLong paceMillis, long nowMillis) {
        if (listeners.isEmpty() || (!tried && phase == Phase.WAITING)) {
            return;
        }
        StartState state = state(paceMillis);
        listeners.removeIf(listener -> {
            boolean same = phase == Phase.WAITING
                    && listener.after().isPresent()
                    && listener.after().getAsInt() == position;
            if (same && nowMillis < listener.untilMillis()) {
                return false;
            }
            heardMillis = nowMillis; // until now somebody was there
            listener.promise().complete(state);
            return true;
        });
    }

    /** Tells all of them the same. */
    void tellAll(StartState state) {
        listeners.forEach(listener -> listener.promise().complete(state));
        listeners.clear();
    }
}
