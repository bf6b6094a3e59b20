package io.patchbay.benchmarks.hotswap;

import java.time.Duration;
import java.util.Optional;

/** A match that is to have one observer, from the first request for it to its end, and one spectator there. Confined to the loop's thread. */
final class WatchedMatch {
    private final String id;
    private final String start;
    private final String player;
    private final long begunNanos = System.nanoTime();
    private Optional<MatchSource.Connection> source = Optional.empty();
    private Optional<Spectator> spectator = Optional.empty();
    private Optional<String> observer = Optional.empty();
    private int open;
    private long said;
    private long lost;
    private long doubled;
    private boolean over;

    /**
     * @param start by which its player has come
     * @param player the player's token
     */
    WatchedMatch(String id, String start, String player) {
        this.id = id;
        this.start = start;
        this.player = player;
    }

    String id() {
        return id;
    }

    String start() {
        return start;
    }

    String player() {
        return player;
    }

    /** An observer has come to the play server; @return false if one is there already */
    boolean arrive(MatchSource.Connection observerThere) {
        if (source.isPresent()) {
            doubled++;
            return false;
        }
        source = Optional.of(observerThere);
        observerThere.tell(Spectator.state(id, said));
        return true;
    }

    /** The observer has gone; @return whether it ought not to have */
    boolean leave(MatchSource.Connection observerThere) {
        if (source.filter(observerThere::equals).isEmpty()) {
            return false;
        }
        source = Optional.empty();
        lost += over ? 0 : 1;
        return !over;
    }

    /** The next state comes about. */
    void tell() {
        if (!over) {
            said++;
            source.ifPresent(there -> there.tell(Spectator.state(id, said)));
        }
    }

    /** Somebody asks for its observer. */
    void asked() {
        open++;
    }

    void answered() {
        open--;
    }

    /** Whether all who have asked have their answers. */
    boolean isQuiet() {
        return open == 0;
    }

    /** Which observer the lobby has named. */
    Optional<String> observer() {
        return observer;
    }

    void watch(String named, Spectator there) {
        observer = Optional.of(named);
        spectator = Optional.of(there);
    }

    /** For how long its spectator has seen it; empty if it does not yet. */
    Optional<Duration> seen() {
        return spectator.flatMap(Spectator::hearing);
    }

    /** For how long there has been such a match. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }

    void end() {
        over = true;
        source.ifPresent(MatchSource.Connection::endMatch);
    }

    boolean isOver() {
        return over;
    }

    /** Whether everybody has gone, after its end. */
    boolean isLeft() {
        return over && source.isEmpty() && spectator.stream().allMatch(Spectator::hasLeft);
    }

    /** States that its spectator has missed, and observers that have gone too early. */
    long lost() {
        return lost + spectator.map(one -> one.lost(said)).orElse(0L);
    }

    /** States that have come again, and observers of which there was one already. */
    long doubled() {
        return doubled + spectator.map(Spectator::doubled).orElse(0L);
    }
}
