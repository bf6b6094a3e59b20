package io.patchbay.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the audit logs of all jobs say, checked. Entries of different jobs are compared by their position, which is the order of
 * ZooKeeper's transactions. Confined to one thread.
 */
final class History {
    private static final Set<String> RESULTS = Set.of("success", "shared", "skipped-shared_task_in_used");
    private static final String REVERSE = "clear.";

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Map<String, Holding>> shared = new HashMap<>(); // by task, by job
    private int results;
    private int takeovers;
    private int fenced;

    /** When a job came to hold something, and when it gave it back: positions, the latter empty while it holds it. */
    private record Holding(String from, String until) {
        boolean covers(String position) {
            return from.compareTo(position) < 0 && (until.isEmpty() || until.compareTo(position) > 0);
        }
    }

    /**
     * Takes one job's log in.
     *
     * @param tasks how many tasks must have a result
     * @param common tasks whose resource several jobs share
     */
    void add(String job, List<JsonNode> log, int tasks, Set<String> common) {
        Map<String, Long> ended = new TreeMap<>();
        Map<String, Long> claimed = new HashMap<>();
        for (JsonNode entry : log) {
            String task = entry.path("task").asText();
            String code = entry.path("code").asText();
            String word = code.substring(code.lastIndexOf('.') + 1);
            if (word.equals("fenced")) {
                fenced++;
            } else if (RESULTS.contains(word)) {
                Long before = ended.put(task, entry.path("epoch").asLong());
                if (before != null) {
                    faults.add(job + ": " + task + " was committed twice, at epochs " + before + " and "
                            + entry.path("epoch").asLong());
                }
                hold(job, task, entry.path("position").asText(), common);
            } else if (!task.isEmpty()) {
                takeovers += word.equals("taken-over") ? 1 : 0;
                claimed.merge(task, entry.path("epoch").asLong(), Math::max);
            }
        }
        ended.forEach((task, epoch) -> {
            if (epoch <= claimed.getOrDefault(task, 0L)) {
                faults.add(job + ": the result of " + task + " has epoch " + epoch + ", but epoch " + claimed.get(task)
                        + " was claimed");
            }
        });
        long forward = ended.keySet().stream()
                .filter(task -> !task.startsWith(REVERSE))
                .count();
        if (forward != tasks) {
            faults.add(job + ": " + forward + " of " + tasks + " tasks have a result");
        }
        results += ended.size();
    }

    private void hold(String job, String task, String position, Set<String> common) {
        boolean reverse = task.startsWith(REVERSE);
        String resource = reverse ? task.substring(REVERSE.length()) : task;
        if (!common.contains(resource)) {
            return;
        }
        Map<String, Holding> holdings = shared.computeIfAbsent(resource, first -> new HashMap<>());
        holdings.put(
                job,
                reverse
                        ? new Holding(
                                holdings.getOrDefault(job, new Holding("", "")).from(), position)
                        : new Holding(position, ""));
    }

    /** A deletion of something shared, which nobody may have held then. */
    void deleted(String job, String task, String position) {
        shared.getOrDefault(task, Map.of()).forEach((other, holding) -> {
            if (!other.equals(job) && holding.covers(position)) {
                faults.add(job + " deleted " + task + " while " + other + " held it");
            }
        });
    }

    /** Which jobs must hold something now. */
    Set<String> holders(String task) {
        Set<String> holders = new TreeSet<>();
        shared.getOrDefault(task, Map.of()).forEach((job, holding) -> {
            if (holding.until().isEmpty()) {
                holders.add(job);
            }
        });
        return holders;
    }

    void fault(String text) {
        faults.add(text);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** For example {@code 900 results, 41 takeovers, 2 results dropped}. */
    String summary() {
        return results + " results, " + takeovers + " takeovers, " + fenced + " results dropped";
    }
}
