package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    private Path temp;

    private Path home;
    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        home = temp.resolve("home");
        folder = Files.createDirectories(temp.resolve("folder"));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(Files.createDirectories(home.resolve("plugins")).resolve("plugin.jar"), "a plug-in");
    }

    @Test
    void knowsItsAddressOnceItIsReady() throws Exception {
        ServerProcess server = start("echo ready http://127.0.0.1:1; exec sleep 60");

        assertThat(server.awaitReady()).isEqualTo(URI.create("http://127.0.0.1:1"));

        server.terminate();
    }

    @Test
    void saysWhyItEndedBeforeItWasReady() throws Exception {
        ServerProcess server = start("echo 'patchbay: --data is in use' >&2; exit 2");

        assertThatExceptionOfType(StepFailedException.class)
                .isThrownBy(server::awaitReady)
                .withMessage("the server ended before it was ready: patchbay: --data is in use");
    }

    @Test
    void hasItsOwnCopyOfThePlugins() throws Exception {
        ServerProcess server = start("echo ready http://127.0.0.1:1; exec sleep 60");

        assertThat(server.plugins().resolve("plugin.jar")).hasContent("a plug-in");
        assertThat(server.plugins()).isNotEqualTo(home.resolve("plugins"));

        server.terminate();
    }

    @Test
    void endsBySignal() throws Exception {
        ServerProcess server = start("echo ready http://127.0.0.1:1; exec sleep 60");
        server.awaitReady();

        assertThat(server.terminate()).isTrue();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void endsWithItsFolderWhenNobodyIsLeftToEndIt() throws Exception {
        ServerProcess server = start("echo ready http://127.0.0.1:1; exec sleep 60");
        server.awaitReady();

        server.abandon();

        await().until(() -> !server.isAlive());
        await().until(() -> !Files.exists(folder));
    }

    @Test
    void isKilledByItsGuardIfItDoesNotEnd() throws Exception {
        ServerProcess server = start(
                "trap '' TERM; echo ready http://127.0.0.1:1; while :; do read -r line </dev/null; sleep 0.2; done");
        server.awaitReady();

        server.abandon();

        await().until(() -> !server.isAlive());
    }

    private ServerProcess start(String script) throws IOException {
        Path command = home.resolve("bin/patchbay");
        Files.writeString(command, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ServerProcess.start(home, folder, folder, Optional.empty(), List.of());
    }
}
