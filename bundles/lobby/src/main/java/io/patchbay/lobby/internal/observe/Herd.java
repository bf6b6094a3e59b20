package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.RunningObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The observers that run as far as their launcher has told: those that it has launched for us, and those that it lists, also when an
 * earlier version of it, or of this component, had them launched. Confined to the turn.
 */
final class Herd {
    /** @param look the latest one that had begun when it was added: that one may not have seen it */
    private record Known(RunningObserver observer, long look) {}

    private final Map<String, Known> known = new TreeMap<>();
    private long look;

    boolean isEmpty() {
        return known.isEmpty();
    }

    Set<String> ids() {
        return known.keySet();
    }

    Set<String> of(String match) {
        return known.values().stream()
                .map(Known::observer)
                .filter(observer -> observer.match().equals(match))
                .map(RunningObserver::id)
                .collect(Collectors.toSet());
    }

    boolean has(String observer) {
        return known.containsKey(observer);
    }

    Optional<RunningObserver> find(String observer) {
        return Optional.ofNullable(known.get(observer)).map(Known::observer);
    }

    Collection<RunningObserver> all() {
        return known.values().stream().map(Known::observer).toList();
    }

    void add(RunningObserver observer) {
        known.put(observer.id(), new Known(observer, look));
    }

    /** The launcher is about to be asked what runs; @return the number of this look */
    long beginLook() {
        return ++look;
    }

    /** It has answered; @return those that run no longer */
    List<String> endLook(long number, List<RunningObserver> running) {
        Set<String> ids = running.stream().map(RunningObserver::id).collect(Collectors.toSet());
        List<String> gone = new ArrayList<>();
        known.values().removeIf(one -> {
            boolean ended = one.look() < number && !ids.contains(one.observer().id());
            return ended && gone.add(one.observer().id());
        });
        running.forEach(one -> known.putIfAbsent(one.id(), new Known(one, number)));
        return gone;
    }
}
