package io.patchbay.benchmarks.openstack;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many tasks a node may carry out at once, as it is configured. Immutable.
 *
 * @param atOnce of all
 * @param ofType of a type, where that is bounded
 * @param ofTarget of each target, if that is bounded
 */
record Caps(int atOnce, Map<String, Integer> ofType, Optional<Integer> ofTarget) {
    private static final int NODES_DEFAULT = 16;

    Caps {
        ofType = Map.copyOf(ofType);
        if (atOnce < 1 || ofType.values().stream().anyMatch(most -> most < 1) || ofTarget.orElse(1) < 1) {
            throw new IllegalArgumentException("no cap may be below 1");
        }
    }

    /** @param options {@code at-once}, {@code concurrency} ({@code TYPE:N,…}) and {@code target-concurrency}, if they are given */
    static Caps of(Map<String, String> options) {
        Map<String, Integer> ofType = new HashMap<>();
        for (String cap : options.getOrDefault("concurrency", "").split(",", -1)) {
            String[] parts = cap.split(":", 2);
            if (parts.length == 2) {
                ofType.put(parts[0], Integer.valueOf(parts[1]));
            } else if (!cap.isEmpty()) {
                throw new IllegalArgumentException("--concurrency=TYPE:N,… but not " + cap);
            }
        }
        return new Caps(
                Integer.parseInt(options.getOrDefault("at-once", String.valueOf(NODES_DEFAULT))),
                ofType,
                Optional.ofNullable(options.get("target-concurrency")).map(Integer::valueOf));
    }

    /** The same, as the configuration of the migrator. */
    Map<String, Object> configuration() {
        Map<String, Object> keys = new HashMap<>();
        keys.put("attemptsAtOnce", atOnce);
        ofType.forEach((type, most) -> keys.put("concurrency." + type, most));
        ofTarget.ifPresent(most -> keys.put("targetConcurrency", most));
        return keys;
    }

    /** Whether one more may begin beside those that run. */
    boolean allow(CarriedOut.Task task, Collection<CarriedOut.Task> running) {
        return running.size() < atOnce
                && running.stream()
                                .filter(other -> other.type().equals(task.type()))
                                .count()
                        < ofType.getOrDefault(task.type(), atOnce)
                && (task.target().isEmpty()
                        || running.stream()
                                        .filter(other -> other.target().equals(task.target()))
                                        .count()
                                < ofTarget.orElse(atOnce));
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(atOnce + " attempts at once");
        ofType.forEach(
                (type, most) -> words.append(", ").append(most).append(" of ").append(type));
        ofTarget.ifPresent(most -> words.append(", ").append(most).append(" on a storage"));
        return words.toString();
    }
}
