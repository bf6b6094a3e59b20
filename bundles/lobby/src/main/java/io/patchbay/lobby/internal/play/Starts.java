package io.patchbay.lobby.internal.play;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All starts that are not over, by id, player and token. Confined to the turn. */
final class Starts {
    private final Map<String, Start> byId = new HashMap<>();
    private final Map<String, Start> byPlayer = new HashMap<>(); // the latest
    private final Map<String, Start> byToken = new HashMap<>();

    boolean isEmpty() {
        return byId.isEmpty();
    }

    int size() {
        return byId.size();
    }

    Collection<Start> all() {
        return byId.values();
    }

    void add(Start start) {
        byId.put(start.id(), start);
        byPlayer.put(start.player(), start);
    }

    void given(Start start) {
        start.tokens().forEach(token -> byToken.put(token, start));
    }

    /** Forgets a start that is over. */
    void remove(Start start) {
        byId.remove(start.id(), start);
        byPlayer.remove(start.player(), start);
        start.tokens().forEach(byToken::remove);
    }

    /** The latest start of a player. */
    Optional<Start> of(String player) {
        return Optional.ofNullable(byPlayer.get(player));
    }

    /** A player's start. */
    Optional<Start> of(String player, String id) {
        return Optional.ofNullable(byId.get(id)).filter(start -> start.player().equals(player));
    }

    Optional<Start> withToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }
}
