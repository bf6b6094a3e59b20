package io.patchbay.itests.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The line by which a process says that it has started. One that says something else, or nothing in time, is ended. */
final class FirstLine {
    private static final long SECONDS = 90;

    private FirstLine() {}

    /**
     * Waits for it.
     *
     * @param fits what it has to be
     * @param log where the process says why it cannot start
     */
    static String of(Process process, Predicate<String> fits, Path log) {
        return of(process, fits, () -> "\n" + read(log));
    }

    /** Waits for it, from a process that keeps no log. */
    static String of(Process process, Predicate<String> fits) {
        return of(process, fits, () -> "");
    }

    private static String of(Process process, Predicate<String> fits, Supplier<String> log) {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = CompletableFuture.supplyAsync(() -> read(output))
                .completeOnTimeout("nothing for " + SECONDS + " s", SECONDS, TimeUnit.SECONDS)
                .join();
        if (!fits.test(line)) {
            process.destroyForcibly().onExit().join();
            throw new AssertionError("a process has not started, but said: " + line + log.get());
        }
        return line;
    }

    private static String read(BufferedReader output) {
        try {
            return Optional.ofNullable(output.readLine()).orElse("nothing to its end");
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException missing) {
            return "no log: " + missing;
        }
    }
}
