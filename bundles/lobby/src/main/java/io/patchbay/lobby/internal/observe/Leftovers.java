package io.patchbay.lobby.internal.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Observers that are to end, and count as running until the launcher has said that they have: those that did not join, and those whose
 * launch was given up, which may run or not. Confined to the turn.
 */
final class Leftovers {
    private static final class Leftover {
        private final String match;
        private boolean mayBeAsked;

        private Leftover(String match, boolean mayBeAsked) {
            this.match = match;
            this.mayBeAsked = mayBeAsked;
        }
    }

    private final Map<String, Leftover> byId = new TreeMap<>();

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Set<String> ids() {
        return byId.keySet();
    }

    Set<String> of(String match) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().match.equals(match))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** It is to end, as soon as the call returns that may start it. */
    void awaitReturn(String observer, String match) {
        byId.put(observer, new Leftover(match, false));
    }

    /** It is to end now, if that has not been said already. */
    void due(String observer, String match) {
        byId.putIfAbsent(observer, new Leftover(match, true));
    }

    /** Those that the launcher is to be told to end, each once until it is due again. */
    List<String> take() {
        List<String> due = byId.entrySet().stream()
                .filter(entry -> entry.getValue().mayBeAsked)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(observer -> byId.get(observer).mayBeAsked = false);
        return due;
    }

    /** The call that may start it has returned, or the launcher could not end it last time. */
    void again(String observer) {
        Optional.ofNullable(byId.get(observer)).ifPresent(leftover -> leftover.mayBeAsked = true);
    }

    void ended(String observer) {
        byId.remove(observer);
    }
}
