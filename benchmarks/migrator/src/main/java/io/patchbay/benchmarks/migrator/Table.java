package io.patchbay.benchmarks.migrator;

/** Prints figures with their bounds, as they come. Confined to one thread. */
final class Table {
    private boolean held = true;

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    Table() {
        System.out.printf("%-46s %14s   %s%n", "", "median", "bound");
    }

    boolean held() {
        return held;
    }

    /** A figure that is only told. */
    void tell(String what, String unit, double value) {
        print(what, number(value) + " " + unit, "");
    }

    void below(String what, String unit, double value, double bound) {
        judge(what, unit, value, "below " + number(bound) + " " + unit, value < bound);
    }

    void atLeast(String what, String unit, double value, double bound) {
        judge(what, unit, value, "at least " + number(bound) + " " + unit, value >= bound);
    }

    private void judge(String what, String unit, double value, String bound, boolean holds) {
        held &= holds;
        print(what, number(value) + " " + unit, bound + (holds ? "" : "  FAILS"));
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private static void print(String what, String value, String bound) {
        System.out.printf("%-46s %14s   %s%n", what, value, bound);
    }

    private static String number(double value) {
        return value >= 100 ? String.format("%,.0f", value) : String.format("%.2f", value);
    }
}
