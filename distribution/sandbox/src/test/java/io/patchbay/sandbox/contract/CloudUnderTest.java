package io.patchbay.sandbox.contract;

import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cloud that the contract is asked of: a sandbox, or the real one that the system property {@code cloud.auth-url} names. One for
 * all suites. Immutable.
 */
record CloudUnderTest(String authUrl, String user, String password, Optional<Path> poolFolder, boolean real) {
    private static final CloudUnderTest ONE = find();

    static CloudUnderTest get() {
        return ONE;
    }

    private static CloudUnderTest find() {
        String authUrl = System.getProperty("cloud.auth-url", "");
        if (!authUrl.isEmpty()) {
            String folder = System.getProperty("cloud.pool-folder", "");
            return new CloudUnderTest(
                    authUrl,
                    System.getProperty("cloud.user", "admin"),
                    System.getProperty("cloud.password", ""),
                    folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder)),
                    true);
        }
        try {
            Sandbox sandbox = Sandbox.start(SandboxOptions.DEFAULTS);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            return new CloudUnderTest(
                    sandbox.authUrl().toString(),
                    Sandbox.ADMIN,
                    sandbox.password(),
                    Optional.of(sandbox.poolFolder("fast")),
                    false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
