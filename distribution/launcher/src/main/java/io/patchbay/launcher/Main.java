package io.patchbay.launcher;

import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleException;

/** {@code patchbay run}: a node in a process of its own. */
public final class Main {
    private static final Duration READY_BOUND = Duration.ofSeconds(90);
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Main() {}

    /**
     * Runs a node until the process is told to stop.
     *
     * @param arguments the options of {@code patchbay run}; the system property {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // the one line that programs wait for
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Path home = Path.of(System.getProperty("patchbay.home", ".")).toAbsolutePath();
            NodeSettings settings = NodeSettings.parse(home, List.of(arguments));
            checkPort(settings);
            PatchbayNode node = PatchbayNode.start(settings);
            AtomicBoolean stopping = new AtomicBoolean();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                stopping.set(true);
                                node.close();
                            },
                            "patchbay-shutdown"));
            if (!node.awaitReady(READY_BOUND)) {
                if (stopping.get()) {
                    return; // told to stop while starting
                }
                fail(
                        EXIT_FAILED,
                        "not ready after " + READY_BOUND.toSeconds() + " s; the log above says what is missing");
            }
            System.out.println("ready " + node.url().map(URI::toString).orElse("without HTTP"));
            System.out.flush();
        } catch (UsageException wrong) {
            fail(EXIT_USAGE, wrong.getMessage());
        } catch (IOException | BundleException failed) {
            fail(EXIT_FAILED, failed.toString());
        }
    }

    private static void checkPort(NodeSettings settings) throws UsageException {
        if (settings.port() == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.bind(), settings.port()));
        } catch (IOException taken) {
            throw new UsageException(
                    "--port " + settings.port() + " on " + settings.bind() + " cannot be used: " + taken.getMessage(),
                    taken);
        }
    }

    private static void fail(int status, String message) {
        System.err.println("patchbay: " + message);
        System.exit(status);
    }
}
