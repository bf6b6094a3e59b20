package io.patchbay.console.internal.webconsole;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Draws the tasks of a job: as a graph, and over time. Confined to one thread. */
final class JobDrawings {
    private static final int MOST_BOXES = 150; // with more, tasks of a type share a box
    private static final int MOST_BARS = 200;
    private static final int BOX_WIDTH = 152;
    private static final int BOX_HEIGHT = 24;
    private static final int COLUMN = 186;
    private static final int ROW = 34;
    private static final int NAMES = 220;
    private static final int TIMES = 760;
    private static final int BAR = 18;
    private static final int MARGIN = 20;
    private static final int LETTERS = 24; // that fit into a box

    private final Html html;
    private final Instant now;

    JobDrawings(Html html, Instant now) {
        this.html = html;
        this.now = now;
    }

    /** Tasks that are drawn as one. */
    private record Box(int wave, String name, String title, String look, List<TaskView> tasks) {}

    /** The graph, from left to right. */
    void graph(TaskGraph graph, List<String> criticalPath) {
        List<TaskView> all = graph.tasks();
        List<Box> boxes = all.size() <= MOST_BOXES ? single(graph, all) : shared(graph, all);
        Map<String, int[]> places = new HashMap<>();
        Map<Integer, Integer> rows = new TreeMap<>();
        Map<Box, int[]> placed = new LinkedHashMap<>();
        for (Box box : boxes) {
            int row = rows.merge(box.wave(), 1, Integer::sum) - 1;
            int[] place = {box.wave() * COLUMN + 1, row * ROW + 1};
            placed.put(box, place);
            box.tasks().forEach(task -> places.put(task.id(), place));
        }
        int width = rows.size() * COLUMN;
        int height = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0) * ROW;
        begin("graph", width, height, "The tasks and what they depend on");
        edges(graph, all, places, criticalPath);
        Set<String> deciding = Set.copyOf(criticalPath);
        placed.forEach((box, place) -> box(box, place, deciding));
        html.raw("</svg>");
    }

    private List<Box> single(TaskGraph graph, List<TaskView> all) {
        return all.stream()
                .map(task -> new Box(graph.wave(task), task.id(), task.title(now), task.look(), List.of(task)))
                .toList();
    }

    private static List<Box> shared(TaskGraph graph, List<TaskView> all) {
        Map<String, List<TaskView>> groups = new LinkedHashMap<>();
        all.forEach(task -> groups.computeIfAbsent(graph.wave(task) + " " + task.type(), none -> new ArrayList<>())
                .add(task));
        return groups.values().stream()
                .map(group -> {
                    String name = group.get(0).type() + " × " + group.size();
                    long over = group.stream().filter(TaskView::isOver).count();
                    return new Box(
                            graph.wave(group.get(0)), name, name + ": " + over + " done", commonLook(group), group);
                })
                .toList();
    }

    private static String commonLook(List<TaskView> group) {
        for (String look : List.of("failed", "running")) {
            if (group.stream().anyMatch(task -> task.look().equals(look))) {
                return look;
            }
        }
        return group.stream().allMatch(TaskView::isOver) ? "done" : "waiting";
    }

    private void edges(TaskGraph graph, List<TaskView> all, Map<String, int[]> places, List<String> criticalPath) {
        Set<String> drawn = new LinkedHashSet<>();
        Set<String> critical = new LinkedHashSet<>();
        for (TaskView task : all) {
            for (TaskView before : graph.before(task)) {
                String path = path(places.get(before.id()), places.get(task.id()));
                int step = criticalPath.indexOf(task.id());
                boolean decides = step > 0 && criticalPath.get(step - 1).equals(before.id());
                (decides ? critical : drawn).add(path);
            }
        }
        drawn.forEach(path -> html.raw("<path class=\"edge\" d=\"" + path + "\"/>"));
        critical.forEach(path -> html.raw("<path class=\"edge critical\" d=\"" + path + "\"/>"));
    }

    private static String path(int[] from, int[] to) {
        int x = from[0] + BOX_WIDTH;
        int y = from[1] + BOX_HEIGHT / 2;
        int endY = to[1] + BOX_HEIGHT / 2;
        int middle = (x + to[0]) / 2;
        return "M" + x + " " + y + "C" + middle + " " + y + " " + middle + " " + endY + " " + to[0] + " " + endY;
    }

    private void box(Box box, int[] place, Set<String> criticalPath) {
        boolean critical = box.tasks().stream().anyMatch(task -> criticalPath.contains(task.id()));
        html.raw("<g class=\"box ").text(box.look()).raw(critical ? " critical\"><title>" : "\"><title>");
        html.text(box.title())
                .raw("</title><rect x=\"" + place[0] + "\" y=\"" + place[1] + "\" width=\"" + BOX_WIDTH + "\" height=\""
                        + BOX_HEIGHT + "\" rx=\"4\"/><text x=\"" + (place[0] + 8) + "\" y=\"" + (place[1] + 16) + "\">")
                .text(shortened(box.name()))
                .raw("</text></g>");
    }

    /** Who ran when, one below the other. */
    void times(List<TaskView> tasks, Instant begin, Optional<Duration> objective) {
        List<TaskView> begun = tasks.stream()
                .filter(task -> task.startedAt().isPresent())
                .sorted(Comparator.comparing(task -> task.startedAt().orElseThrow()))
                .toList();
        List<TaskView> shown = begun.subList(Math.max(0, begun.size() - MOST_BARS), begun.size());
        if (shown.isEmpty()) {
            html.element("p", "nothing", "no task has begun");
            return;
        }
        Instant end = shown.stream()
                .map(task -> task.finishedAt().orElse(now))
                .max(Comparator.naturalOrder())
                .orElse(now);
        Instant first =
                begun.size() == shown.size() ? begin : shown.get(0).startedAt().orElse(begin);
        double perMilli =
                TIMES / (double) Math.max(1, Duration.between(first, end).toMillis());
        begin("times", NAMES + TIMES + MARGIN, shown.size() * BAR + MARGIN, "When each task ran");
        for (int row = 0; row < shown.size(); row++) {
            bar(shown.get(row), row, first, perMilli);
        }
        objective
                .map(begin::plus)
                .filter(due -> !due.isBefore(first) && !due.isAfter(end))
                .ifPresent(due -> {
                    long x = NAMES + Math.round(Duration.between(first, due).toMillis() * perMilli);
                    html.raw("<path class=\"objective\" d=\"M" + x + " 0V" + shown.size() * BAR
                            + "\"><title>recovery-time objective</title></path>");
                });
        html.raw("</svg>");
        if (shown.size() < begun.size()) {
            html.element("p", "note", "the last " + shown.size() + " of " + begun.size() + " that have begun");
        }
    }

    private void bar(TaskView task, int row, Instant first, double perMilli) {
        long x = NAMES
                + Math.round(
                        Duration.between(first, task.startedAt().orElseThrow()).toMillis() * perMilli);
        long width = Math.max(2, Math.round(task.ran(now).orElseThrow().toMillis() * perMilli));
        int y = row * BAR;
        html.raw("<g class=\"box ").text(task.look()).raw("\"><title>").text(task.title(now));
        html.raw("</title><text x=\"0\" y=\"" + (y + 12) + "\">")
                .text(shortened(task.id()))
                .raw("</text><rect x=\"" + x + "\" y=\"" + (y + 2) + "\" width=\"" + width + "\" height=\"" + (BAR - 5)
                        + "\" rx=\"2\"/></g>");
    }

    private void begin(String id, int width, int height, String label) {
        html.raw("<svg id=\"" + id + "\" role=\"img\" aria-label=\"" + label + "\" width=\"" + width + "\" height=\""
                + height + "\" viewBox=\"0 0 " + width + " " + height + "\">");
    }

    private static String shortened(String text) {
        return text.length() <= LETTERS ? text : text.substring(0, LETTERS - 1) + "…";
    }
}
