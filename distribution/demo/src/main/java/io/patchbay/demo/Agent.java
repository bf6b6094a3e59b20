package io.patchbay.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.json.JSONArray;
import org.json.JSONObject;

/** A worker that takes the tasks it is given up after a while, works on each for a while, and is loaded by them. Confined to one thread. */
final class Agent {
    private static final double MAX_LOAD = 0.85;
    private static final double LOAD_OF_A_TASK = 0.03;
    private static final double WAVE = 0.12; // of what else it does
    private static final double WAVE_MILLIS = 40_000;

    private final String id;
    private final String purpose;
    private final double usual;
    private final List<Task> waiting = new ArrayList<>();
    private final List<Task> executing = new ArrayList<>();

    private record Task(String id, long beginMillis, long endMillis) {}

    /** @param usual its load without tasks, on average */
    Agent(String id, String purpose, double usual) {
        this.id = id;
        this.purpose = purpose;
        this.usual = usual;
    }

    String id() {
        return id;
    }

    /** It was given a task that it picks up at one time, and lays down at another. */
    void take(String task, long beginMillis, long endMillis) {
        waiting.add(new Task(task, beginMillis, endMillis));
    }

    /** What it says when it joins, and when its reports were not understood. */
    JSONObject announcement(long nowMillis) {
        JSONObject info = new JSONObject()
                .put("ip", "127.0.0.1")
                .put("port", 0)
                .put("maxLoad", MAX_LOAD)
                .put("capacity", new JSONObject());
        return new JSONObject()
                .put("purpose", purpose)
                .put("info", info)
                .put("load", load(nowMillis))
                .put("tasks", new JSONArray(executing.stream().map(Task::id).toList()));
    }

    /** What it says each second: what it has picked up and laid down since it last said so. */
    JSONObject report(long nowMillis) {
        JSONArray pickedUp = new JSONArray();
        JSONArray laidDown = new JSONArray();
        for (Optional<Task> due = due(waiting, nowMillis); due.isPresent(); due = due(waiting, nowMillis)) {
            executing.add(due.get());
            pickedUp.put(due.get().id());
        }
        executing.removeIf(task -> {
            boolean done = task.endMillis() <= nowMillis;
            if (done) {
                laidDown.put(task.id());
            }
            return done;
        });
        return new JSONObject()
                .put("load", load(nowMillis))
                .put("pickedUp", pickedUp)
                .put("laidDown", laidDown);
    }

    private static Optional<Task> due(List<Task> tasks, long nowMillis) {
        Optional<Task> due =
                tasks.stream().filter(task -> task.beginMillis() <= nowMillis).findFirst();
        due.ifPresent(tasks::remove);
        return due;
    }

    private double load(long nowMillis) {
        double wave = WAVE * Math.sin(2 * Math.PI * (nowMillis / WAVE_MILLIS + usual)); // each in a phase of its own
        return Math.max(0, Math.min(1, usual + wave + executing.size() * LOAD_OF_A_TASK));
    }
}
