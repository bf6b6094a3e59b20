package io.patchbay.benchmarks;

import io.patchbay.launcher.NodeSettings;
import io.patchbay.launcher.PatchbayNode;
import java.nio.file.Path;
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
        PatchbayNode node = PatchbayNode.start(NodeSettings.embedded(Path.of(arguments[0]), Path.of(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        while (node.url().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        System.out.println("ready " + node.url().orElseThrow());
        Thread.currentThread().join();
    }
}
