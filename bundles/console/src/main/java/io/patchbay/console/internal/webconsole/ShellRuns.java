package io.patchbay.console.internal.webconsole;

import io.patchbay.support.Threads;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs lines of the Gogo shell, each in a session of its own, on two threads, within a bound. Thread-safe. */
final class ShellRuns implements AutoCloseable {
    private static final int MOST_BYTES = 256 * 1024;

    private final CommandProcessor shell;
    private final Duration patience;
    private final ExecutorService threads = Threads.pool("console-shell", 2, 4);

    /**
     * Runs nothing yet.
     *
     * @param patience how long a line may take; then its thread is interrupted
     */
    ShellRuns(CommandProcessor shell, Duration patience) {
        this.shell = shell;
        this.patience = patience;
    }

    /**
     * Runs a line, and answers with what it printed.
     *
     * @param variable of the session, set before the line runs
     * @param value its value
     */
    String run(String line, String variable, String value) throws InterruptedException {
        BoundedOutput printed = new BoundedOutput(MOST_BYTES);
        try {
            Future<?> run = threads.submit(() -> run(line, variable, value, printed));
            try {
                run.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                run.cancel(true);
                return printed.text() + "\ninterrupted after " + patience.toSeconds() + " s";
            } catch (ExecutionException failed) {
                return printed.text() + "\n" + failed.getCause();
            }
            return printed.text();
        } catch (RejectedExecutionException busy) {
            return "Two lines are running already: try again when they are done.";
        }
    }

    @Override
    public void close() {
        Threads.close(threads, Duration.ofMillis(200));
    }

    private void run(String line, String variable, String value, BoundedOutput printed) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try (CommandSession session = shell.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.put(variable, value);
            Object result = session.execute(line);
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
        } catch (Exception failed) { // whatever a command throws
            out.println(failed.getMessage() == null ? failed.toString() : failed.getMessage());
        }
        out.flush();
    }
}
