package io.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a program in JavaScript needs, in the versions of its lock file. */
public final class NodeModules {
    private static final long INSTALL_SECONDS = 180;

    private NodeModules() {}

    /** Fetches it unless it is there; {@code log} is written to. */
    public static void install(Path folder, Path log) throws IOException, InterruptedException {
        if (Files.isDirectory(folder.resolve("node_modules"))) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm ci failed in " + folder + "; see " + log);
        }
    }
}
