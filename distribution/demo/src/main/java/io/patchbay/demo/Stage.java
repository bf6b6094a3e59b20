package io.patchbay.demo;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the steps share: where they play, which of them is sabotaged, and what has to be ended after them. Thread-safe. */
final class Stage {
    private final Path home;
    private final Path folder;
    private final String broken;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<Runnable> endings = new ArrayList<>(); // guarded by itself: a shutdown hook runs them

    /**
     * @param home the distribution's folder
     * @param folder an empty one for all that is written
     * @param broken the step to sabotage, or empty
     */
    Stage(Path home, Path folder, String broken) {
        this.home = home;
        this.folder = folder;
        this.broken = broken;
    }

    Path home() {
        return home;
    }

    Path folder() {
        return folder;
    }

    HttpClient http() {
        return http;
    }

    boolean isBroken(String step) {
        return broken.equals(step);
    }

    /** Has something ended when all is over, what was started last first. */
    void atEnd(Runnable ending) {
        synchronized (endings) {
            endings.add(ending);
        }
    }

    /** Ends what was started; once. */
    void end() {
        List<Runnable> open;
        synchronized (endings) {
            open = new ArrayList<>(endings);
            endings.clear();
        }
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).run();
        }
    }
}
