package io.patchbay.placement.internal;

import io.patchbay.api.placement.ReplayAnswer.Spread;
import java.util.HashMap;
import java.util.Map;

/** How tasks are spread over workers, from given loads on. Confined to one thread. */
final class Spreads {
    private final Map<String, Double> loads = new HashMap<>();
    private final Map<String, Integer> tasks = new HashMap<>();

    /** The workers as they are before the first task. */
    void begin(Roster roster) {
        if (loads.isEmpty()) {
            roster.forEach(worker -> loads.put(worker.id(), worker.load()));
        }
    }

    /** One more task; nobody's where the text is empty. */
    void add(String worker) {
        if (!worker.isEmpty()) {
            tasks.merge(worker, 1, Integer::sum);
            loads.putIfAbsent(worker, 0.0);
        }
    }

    /** @param taskLoad what each task counts */
    Spread spread(double taskLoad) {
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        int placed = 0;
        int mostTasks = 0;
        for (Map.Entry<String, Double> worker : loads.entrySet()) {
            int got = tasks.getOrDefault(worker.getKey(), 0);
            double load = worker.getValue() + got * taskLoad;
            placed += got;
            mostTasks = Math.max(mostTasks, got);
            sum += load;
            squares += load * load;
            least = Math.min(least, load);
            most = Math.max(most, load);
        }
        int workers = loads.size();
        if (workers == 0) {
            return new Spread(0, 0, 0, 0, 0, 0, 0, 0);
        }
        double mean = sum / workers;
        double deviation = Math.sqrt(Math.max(0, squares / workers - mean * mean));
        return new Spread(workers, tasks.size(), placed, mostTasks, least, mean, most, deviation);
    }
}
