package io.patchbay.benchmarks.portal;

/** Prints figures with their bounds, as they come. Confined to one thread. */
final class Table {
    private boolean held = true;

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    Table() {
        System.out.printf("%-10s %-42s %12s %12s   %s%n", "", "", "patchbay", "socket.io", "bound");
    }

    /** A figure that is only told. */
    void tell(Transport transport, String what, String node, String peer) {
        print(transport, what, node, peer, "");
    }

    /** A figure that has to be at most so much. */
    void atMost(Transport transport, String what, double node, double peer, double bound) {
        judge(transport, what, node, peer, "at most", bound, node <= bound);
    }

    /** A figure that has to be at least so much. */
    void atLeast(Transport transport, String what, double node, double peer, double bound) {
        judge(transport, what, node, peer, "at least", bound, node >= bound);
    }

    boolean held() {
        return held;
    }

    private void judge(
            Transport transport, String what, double node, double peer, String relation, double bound, boolean holds) {
        held &= holds;
        print(transport, what, number(node), number(peer), relation + " " + number(bound) + (holds ? "" : "  FAILS"));
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private static void print(Transport transport, String what, String node, String peer, String bound) {
        System.out.printf("%-10s %-42s %12s %12s   %s%n", transport, what, node, peer, bound);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "-" : value >= 100 ? String.format("%,.0f", value) : String.format("%.1f", value);
    }
}
