package io.patchbay.benchmarks;

import io.patchbay.launcher.NodeSettings;
import io.patchbay.launcher.PatchbayNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts the bundles that Patchbay runs on without any of Patchbay's own, as the peer that its start is compared with. */
public final class BareFelix {
    private BareFelix() {}

    /**
     * Runs the bundles until it is stopped.
     *
     * @param arguments a folder with the features and bundles to start, and a data folder
     */
    @SuppressWarnings("SystemOut") // the line that the benchmark waits for
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        PatchbayNode node = PatchbayNode.start(new NodeSettings(
                home,
                Path.of(arguments[1]),
                home.resolve("plugins"),
                home.resolve("conf"),
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false)); // there is no bundle of the API whose packages the program could have
        Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        while (node.url().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        System.out.println("ready " + node.url().orElseThrow());
        Thread.currentThread().join();
    }
}
