package io.patchbay.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The dashboard of one node with 1,000 workers and 10,000 sessions, page by page in a browser. */
public final class DashboardBenchmark {
    private static final long SETTLE_SECONDS = 5;
    private static final long ALONE_SECONDS = 10;
    private static final long LOOK_MILLIS = 20_000;

    private final Scene scene;
    private final Browser browser;

    private DashboardBenchmark(Scene scene, Browser browser) {
        this.scene = scene;
        this.browser = browser;
    }

    /** What the command line asks for. */
    private record Wanted(List<String> pages, int divisor) {
        static Wanted read(String[] arguments) {
            List<String> pages = new ArrayList<>();
            int divisor = 1;
            for (String argument : arguments) {
                if (argument.matches("--divide-by=[1-9]\\d{0,2}")) {
                    divisor = Integer.parseInt(argument.substring("--divide-by=".length()));
                } else {
                    pages.add(argument);
                }
            }
            return new Wanted(pages, divisor);
        }

        /** The views that are wanted; all if none is named. */
        List<View> of(List<View> all) {
            List<String> names = all.stream().map(View::name).toList();
            pages.stream().filter(page -> !names.contains(page)).findFirst().ifPresent(page -> {
                throw new IllegalArgumentException("there is no '" + page + "'; there are " + String.join(", ", names)
                        + ", and --divide-by=N (1; a smaller crowd, to try it)");
            });
            return all.stream()
                    .filter(view -> pages.isEmpty() || pages.contains(view.name()))
                    .toList();
        }
    }

    /**
     * Measures, prints, and exits with 1 where a bound does not hold.
     *
     * @param arguments names of pages, or none for all, and {@code --divide-by=N}; the system properties {@code patchbay.home},
     *     {@code patchbay.browser} and {@code patchbay.task.handler} name the distribution, {@code benchmarks/browser} and a jar
     *     of task handlers
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Wanted wanted = Wanted.read(arguments);
        Path work = Files.createTempDirectory("patchbay-bench-dashboard");
        boolean held;
        try (Scene scene = Scene.set(pathOf("patchbay.home"), work, pathOf("patchbay.task.handler"), wanted.divisor());
                Browser browser = Browser.start(pathOf("patchbay.browser"), work)) {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            List<View> views = wanted.of(scene.views());
            browser.logIn(scene.server().url() + "/console", scene.password());
            System.out.printf("%,d workers, %,d sessions%n", scene.workers(), scene.sessions());
            DashboardBenchmark benchmark = new DashboardBenchmark(scene, browser);
            Report report = new Report();
            for (View view : views) {
                report.add(view.name(), benchmark.measure(view));
            }
            held = report.end();
        } catch (IllegalArgumentException unknown) {
            System.err.println("patchbay bench dashboard: " + unknown.getMessage());
            System.exit(2);
            return;
        }
        System.exit(held ? 0 : 1);
    }

    private static Path pathOf(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath();
    }

    private Map<Figure, Double> measure(View view) throws IOException, InterruptedException {
        ServerProcess server = scene.server();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        double alone = share(server, () -> TimeUnit.SECONDS.sleep(ALONE_SECONDS));
        figures.put(
                Figure.CONTENT,
                browser.open(server.url() + "/console#/" + view.address().find(), view.content()));
        figures.put(Figure.LONGEST_TASK, 0.0);
        double beside = share(server, () -> {
            JsonNode looked = browser.look(LOOK_MILLIS);
            figures.put(Figure.LONGEST_TASK, looked.path("longestTaskMillis").asDouble());
            figures.put(Figure.PAGE, 100 * looked.path("taskMillis").asDouble() / LOOK_MILLIS);
            figures.put(Figure.STREAM, looked.path("streamBytesPerSecond").asDouble() / 1e3);
        });
        figures.put(Figure.NODE, 100 * Math.max(0, beside - alone));
        JsonNode scrolled = browser.scroll(view.table());
        figures.merge(Figure.LONGEST_TASK, scrolled.path("longestTaskMillis").asDouble(), Math::max);
        double frames = scrolled.path("frames").asDouble();
        if (frames > 0) {
            figures.put(Figure.LATE_FRAMES, 100 * scrolled.path("lateFrames").asDouble() / frames);
        }
        JsonNode weighed = browser.weigh();
        figures.put(Figure.HEAP, weighed.path("heapBytes").asDouble() / 1e6);
        figures.put(Figure.ELEMENTS, weighed.path("elements").asDouble());
        browser.closeTab();
        return figures;
    }

    private interface Meanwhile {
        void run() throws IOException, InterruptedException;
    }

    /** How much of one core the server takes meanwhile. */
    private static double share(ServerProcess server, Meanwhile meanwhile) throws IOException, InterruptedException {
        double cpu = server.cpuSeconds();
        long begin = System.nanoTime();
        meanwhile.run();
        return (server.cpuSeconds() - cpu) / ((System.nanoTime() - begin) / 1e9);
    }
}
