package io.patchbay.lobby.internal.play;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All starts that are not over, by id, player, token and match. Confined to the turn. */
final class Starts {
    /** A key is its player's own. */
    private record OfPlayer(String player, String key) {
        static OfPlayer of(Start start) {
            return new OfPlayer(start.player(), start.request().key());
        }
    }

    private final Map<String, Start> byId = new HashMap<>();
    private final Map<String, Start> byPlayer = new HashMap<>(); // the latest
    private final Map<OfPlayer, Start> byKey = new HashMap<>();
    private final Map<String, Start> byToken = new HashMap<>();
    private final Map<String, Set<Start>> byMatch = new HashMap<>();

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
        byKey.put(OfPlayer.of(start), start);
    }

    void given(Start start) {
        start.tokens().forEach(token -> byToken.put(token, start));
    }

    /** One whose players have come already, and may have started anew since. */
    void learn(Start start) {
        byId.put(start.id(), start);
        byPlayer.putIfAbsent(start.player(), start);
        played(start);
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** Somebody has come to play. */
    void played(Start start) {
        byMatch.computeIfAbsent(start.match(), match -> new LinkedHashSet<>()).add(start);
    }

    /** Those that play in a match, in the order in which they came. */
    List<Start> in(String match) {
        return List.copyOf(byMatch.getOrDefault(match, Set.of()));
    }

    /** Forgets a start that is over. */
    void remove(Start start) {
        byId.remove(start.id(), start);
        byPlayer.remove(start.player(), start);
        byKey.remove(OfPlayer.of(start), start);
        start.tokens().forEach(byToken::remove);
        byMatch.computeIfPresent(start.match(), (match, starts) -> {
            starts.remove(start);
            return starts.isEmpty() ? null : starts;
        });
    }

    /** The latest start of a player. */
    Optional<Start> of(String player) {
        return Optional.ofNullable(byPlayer.get(player));
    }

    /** All starts of a player, the earlier ones of which are played. */
    List<Start> allOf(String player) {
        return byId.values().stream()
                .filter(start -> start.player().equals(player))
                .toList();
    }

    /** The match goes on, but the player is nobody's account any more, or soon another's. */
    void disown(Start start) {
        start.disowned();
        byPlayer.remove(start.player(), start);
        start.tokens().forEach(byToken::remove);
        byKey.remove(OfPlayer.of(start), start);
        start.tellAll(Refusals.UNKNOWN);
    }

    /** The start that a player made with a key, which may not be the latest. */
    Optional<Start> withKey(String player, String key) {
        return Optional.ofNullable(byKey.get(new OfPlayer(player, key)));
    }

    /** A player's start. */
    Optional<Start> of(String player, String id) {
        return Optional.ofNullable(byId.get(id)).filter(start -> start.isOf(player));
    }

    Optional<Start> withToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }
}
