package io.patchbay.benchmarks.hotswap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Replaces a plug-in of every extension point under load and prints what that did. */
public final class HotSwap {
    private HotSwap() {}

    /**
     * Measures and prints.
     *
     * @param arguments names of plug-ins or kinds to do only those, {@code removed} for protocol versions that are, {@code bad} for those
     *     that do harm, {@code --short} for the size that every build tries; the system properties {@code patchbay.home},
     *     {@code patchbay.echo} and {@code patchbay.task.handler} name the distribution and the jars of a namespace and of task handlers
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        List<String> asked = List.of(arguments);
        Size size = asked.contains("--short") ? Size.SHORT : Size.FULL;
        List<String> names =
                asked.stream().filter(name -> !name.startsWith("--")).toList();
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        List<Path> more = List.of(
                Path.of(System.getProperty("patchbay.echo")), Path.of(System.getProperty("patchbay.task.handler")));
        System.out.printf(
                "%-26s %5s %8s %6s %7s %5s %7s %5s %10s %10s %11s%n",
                "plug-in",
                "swaps",
                "requests",
                "failed",
                "dropped",
                "lost",
                "doubled",
                "moved",
                "p99 before",
                "p99 during",
                "generations");
        boolean held = true;
        try (SwapRun run = SwapRun.start(home, Files.createTempDirectory("patchbay-bench-hotswap"), more, size)) {
            for (Subject subject : Subject.all()) {
                if (names.isEmpty() || names.contains(subject.name()) || names.contains(subject.kind())) {
                    held &= tell(run.replace(subject), subject.mustBeSwift());
                }
            }
            for (Subject version : Subject.resumable()) {
                if (names.isEmpty() || names.contains("removed") || names.contains("removed-" + version.name())) {
                    held &= tell(run.remove(version), false);
                }
            }
            for (BadPlugin bad : BadPlugin.all()) {
                if (names.isEmpty() || names.contains("bad") || names.contains(bad.label())) {
                    held &= tell(run.harm(bad), false);
                }
            }
        }
        System.exit(held ? 0 : 1);
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private static boolean tell(SwapReport report, boolean mustBeSwift) {
        Toll toll = report.toll();
        System.out.printf(
                "%-26s %5d %8d %6d %7d %5d %7d %5d %10s %10s %11d%n",
                report.subject(),
                report.switches(),
                toll.requests(),
                toll.failed(),
                toll.dropped(),
                toll.lost(),
                toll.doubled(),
                report.moved(),
                millis(toll.quietMillis()),
                millis(toll.changingMillis()),
                report.generations());
        report.broken().forEach(what -> System.out.println("  FAILS: " + what));
        boolean swift = report.isSwift() || !mustBeSwift;
        if (!swift) {
            System.out.println("  FAILS: 99 of 100 requests take more than 50 ms longer");
        }
        return report.broken().isEmpty() && swift;
    }

    private static String millis(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
