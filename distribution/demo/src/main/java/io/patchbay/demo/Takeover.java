package io.patchbay.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the audit log of a job says of a node that was killed while it ran tasks. Immutable.
 *
 * @param takenOver how many of its tasks others have taken over
 * @param heirs who
 * @param last when the last of them was
 * @param committedTwice how many tasks have more than one result
 */
record Takeover(int takenOver, Set<String> heirs, Optional<Instant> last, int committedTwice) {
    private static final Set<String> RESULTS = Set.of("success", "shared");

    /**
     * Reads a log.
     *
     * @param victim the node that was killed
     */
    static Takeover of(List<RecoveryApi.Entry> log, String victim) {
        List<RecoveryApi.Entry> taken = log.stream()
                .filter(entry ->
                        word(entry).equals("taken-over") && !entry.node().equals(victim))
                .toList();
        Set<String> heirs = new TreeSet<>();
        taken.forEach(entry -> heirs.add(entry.node()));
        Map<String, Integer> results = new HashMap<>();
        log.stream()
                .filter(entry -> !entry.task().isEmpty() && RESULTS.contains(word(entry)))
                .forEach(entry -> results.merge(entry.task(), 1, Integer::sum));
        int twice = (int) results.values().stream().filter(count -> count > 1).count();
        return new Takeover(
                taken.size(), heirs, taken.stream().map(RecoveryApi.Entry::at).max(Comparator.naturalOrder()), twice);
    }

    /** Until the last was taken over. */
    Duration since(Instant killed) {
        return Duration.between(killed, last.orElse(killed));
    }

    private static String word(RecoveryApi.Entry entry) {
        return entry.code().substring(entry.code().lastIndexOf('.') + 1);
    }
}
