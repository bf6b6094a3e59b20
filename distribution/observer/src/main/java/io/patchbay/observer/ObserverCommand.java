package io.patchbay.observer;

import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** {@code patchbay observer}: an observer in a process of its own. */
public final class ObserverCommand {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private ObserverCommand() {}

    /** Relays a match until it is over. */
    @SuppressWarnings("SystemOut") // the one line that programs wait for
    public static void main(String[] arguments) throws InterruptedException {
        try {
            ObserverOptions options = ObserverOptions.parse(List.of(arguments), System.getenv());
            Observer observer = Observer.start(options, Clock.systemUTC());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> observer.end(Ending.STOPPED), "patchbay-observer-stop"));
            if (observer.hasJoined()) {
                System.out.println("ready " + observer.url());
                System.out.flush();
            }
            Ending ending = observer.awaitEnd();
            System.err.println("patchbay observer: it ends, because " + ending.reason());
            Runtime.getRuntime().halt(0); // all that had to be said has been said
        } catch (UsageException wrong) {
            fail(EXIT_USAGE, wrong.getMessage());
        } catch (IOException failed) {
            fail(EXIT_FAILED, failed.getMessage());
        }
    }

    private static void fail(int status, String message) {
        System.err.println("patchbay observer: " + message);
        System.exit(status);
    }
}
