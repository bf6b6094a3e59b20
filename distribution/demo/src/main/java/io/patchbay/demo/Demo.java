package io.patchbay.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code patchbay demo}: plays the main job and prints one line a step. */
public final class Demo {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final long ONCE_SECONDS = 60;

    private Demo() {}

    /**
     * Plays it.
     *
     * @param arguments {@code --once} to end afterwards; the system property {@code patchbay.home} names the distribution
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // marks and dashes, whatever the locale says
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        DemoOptions options;
        try {
            options = DemoOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("patchbay: " + wrong.getMessage());
            System.exit(EXIT_USAGE);
            return;
        }
        Path home = Path.of(System.getProperty("patchbay.home", "."))
                .toAbsolutePath()
                .normalize();
        Path folder = Files.createTempDirectory("patchbay-demo-");
        Stage stage = new Stage(home, folder, options.broken());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(stage), "demo-clean-up"));
        if (options.once()) {
            endAfter(ONCE_SECONDS);
        }
        out.println("A server of the demo's own, real clients, real workers; all they write is in " + folder
                + " and is removed at the end.\n");
        System.exit(play(new MainJob(stage), options, out));
    }

    private static int play(MainJob job, DemoOptions options, PrintStream out)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        Play play = new Play(out);
        job.play(play);
        if (!options.once()) {
            job.playOn(play, System.err);
        }
        if (play.allHeld() && !options.once()) {
            out.printf("%n%s in %d s.%n%n%s", play.summary(), secondsSince(started), job.whatNext());
            new CountDownLatch(1).await(); // until a signal ends the process
        }
        job.playStop(play);
        out.printf("%n%s in %d s.%n", play.summary(), secondsSince(started));
        if (play.allHeld()) {
            out.println("Without --once the server stays, to be tried by hand: ./patchbay demo");
            return 0;
        }
        System.err.println("The server's log ends with:\n" + job.endOfLog());
        return EXIT_FAILED;
    }

    private static void endAfter(long seconds) {
        Thread limit = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(seconds);
                    } catch (InterruptedException interrupted) {
                        return;
                    }
                    System.err.println("patchbay: the demo is not done after " + seconds + " s");
                    System.exit(EXIT_FAILED);
                },
                "demo-limit");
        limit.setDaemon(true);
        limit.start();
    }

    private static void cleanUp(Stage stage) {
        try {
            stage.end();
            Folders.remove(stage.folder());
        } catch (IOException failed) {
            System.err.println("patchbay: cannot remove " + stage.folder() + ": " + failed);
        }
    }

    private static long secondsSince(long started) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    }
}
