package io.patchbay.benchmarks.dashboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a row for each page as it comes, and the bounds below. Confined to one thread. */
final class Report {
    private boolean held = true;

    Report() {
        row("", Arrays.stream(Figure.values()).map(Figure::title).toArray(String[]::new));
    }

    void add(String page, Map<Figure, Double> figures) {
        row(
                page,
                Arrays.stream(Figure.values())
                        .map(figure -> cell(figure, figures))
                        .toArray(String[]::new));
    }

    /** Prints the bounds; @return whether all hold */
    boolean end() {
        row(
                "at most",
                Arrays.stream(Figure.values())
                        .map(figure -> Figure.written(figure.most()))
                        .toArray(String[]::new));
        return held;
    }

    private String cell(Figure figure, Map<Figure, Double> figures) {
        if (!figures.containsKey(figure)) {
            return "-";
        }
        double value = figures.get(figure);
        boolean holds = value <= figure.most();
        held &= holds;
        return (holds ? "" : "FAILS ") + Figure.written(value);
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private static void row(String name, String... cells) {
        System.out.println(String.format(Locale.ROOT, "%-10s", name)
                + Arrays.stream(cells)
                        .map(cell -> String.format(Locale.ROOT, "%17s", cell))
                        .collect(Collectors.joining()));
    }
}
