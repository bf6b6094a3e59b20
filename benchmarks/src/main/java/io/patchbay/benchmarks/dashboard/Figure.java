package io.patchbay.benchmarks.dashboard;

import java.util.Locale;

/** What is measured of a page, what it may be at most, and how it is written. */
enum Figure {
    CONTENT("content ms", 2_000),
    LONGEST_TASK("longest task ms", 100),
    PAGE("page CPU %", 25),
    LATE_FRAMES("late frames %", 5),
    STREAM("stream kB/s", 400),
    HEAP("heap MB", 64),
    ELEMENTS("elements", 5_000),
    NODE("node CPU %", 20);

    private final String title;
    private final double most;

    Figure(String title, double most) {
        this.title = title;
        this.most = most;
    }

    String title() {
        return title;
    }

    double most() {
        return most;
    }

    static String written(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
