package io.patchbay.storage;

import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code patchbay storage-node}: a storage worker in a process of its own. */
public final class StorageCommand {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private StorageCommand() {}

    /** Runs a worker until the process is told to stop. */
    @SuppressWarnings("SystemOut") // the one line that programs wait for
    public static void main(String[] arguments) throws InterruptedException {
        try {
            StorageNode node = StorageNode.start(StorageOptions.parse(List.of(arguments), System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "patchbay-storage-stop"));
            System.out.println("ready " + node.url());
            System.out.flush();
        } catch (UsageException wrong) {
            fail(EXIT_USAGE, wrong.getMessage());
        } catch (IOException failed) {
            fail(EXIT_FAILED, failed.getMessage());
        }
        new CountDownLatch(1).await(); // until SIGTERM
    }

    private static void fail(int status, String message) {
        System.err.println("patchbay storage-node: " + message);
        System.exit(status);
    }
}
