package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.DiagnosisMethod;
import io.patchbay.api.recovery.resource.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How it is found out whether an instance serves. */
class DiagnosingTest extends GuestsCase {
    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 399})
    void aPageThatIsAnsweredServes(int status) throws Exception {
        assertThat(pageThatAnswers(status, 60)).endsWith("/health answers " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void aPageThatIsRefusedDoesNotServe(int status) {
        assertThatThrownBy(() -> pageThatAnswers(status, 1))
                .hasMessageContaining("web-1 does not serve after 1 s: ")
                .hasMessageContaining("/health answers " + status);
    }

    private String pageThatAnswers(int status, int seconds) throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/health", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, -1);
            }
        });
        http.start();
        try {
            Diagnosis page = new Diagnosis(
                    DiagnosisMethod.HTTP_GET,
                    Optional.of(http.getAddress().getPort()),
                    Optional.of("/health"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(seconds));
            return await(page, settings());
        } finally {
            http.stop(0);
        }
    }

    @Test
    void aScriptThatEndsWellServes() throws Exception {
        script("is-up", "echo asked $1 of $2");

        assertThat(await(scripted("is-up", 60), scripts()))
                .isEqualTo("script is-up ended with 0, saying: asked 127.0.0.1 of web-1");
    }

    @Test
    void aScriptThatFailsDoesNotServe() throws Exception {
        script("is-up", "echo broken; exit 3");

        assertThatThrownBy(() -> await(scripted("is-up", 1), scripts()))
                .hasMessageEndingWith("script is-up ended with 3, saying: broken");
    }

    @Test
    void aScriptSeesNothingOfTheEnvironmentButThePath() throws Exception {
        script("is-up", "env | grep -v -e ^PATH= -e ^PWD= -e ^SHLVL= -e ^_= ; exit 0");

        assertThat(await(scripted("is-up", 60), scripts())).isEqualTo("script is-up ended with 0");
    }

    @Test
    void aScriptIsKilledWithItsChildrenWhenItsTimeIsOver() throws Exception {
        script("is-up", "sleep 1000 & echo $! > child; wait");

        assertThatThrownBy(() -> await(scripted("is-up", 1), settings(1, 1, "", temp.toString(), 2000)))
                .hasMessageContaining("script is-up did not end within 2000 ms");
        long child = Long.parseLong(Files.readString(temp.resolve("child")).strip());
        assertThat(isRunning(child)).isFalse();
    }

    @Test
    void whatAScriptLeavesRunningIsKilledAsWell() throws Exception {
        script("is-up", "sleep 1000 & echo $! > child; sleep 2");

        await(scripted("is-up", 60), scripts());

        assertThat(isRunning(
                        Long.parseLong(Files.readString(temp.resolve("child")).strip())))
                .isFalse();
    }

    @Test
    void aScriptThatPrintsForEverIsHeardInPart() throws Exception {
        script("is-up", "yes");

        assertThatThrownBy(() -> await(scripted("is-up", 1), settings(1, 1, "", temp.toString(), 500)))
                .hasMessageContaining("did not end within 500 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../is-up", "/bin/true", "a/b", "..", ".hidden", "", "-x"})
    void aScriptElsewhereIsNotRun(String name) {
        assertThatThrownBy(() -> await(scripted(name, 60), scripts())).hasMessageContaining("and no path");
    }

    @Test
    void aLinkIsNoScript() throws Exception {
        Files.createSymbolicLink(temp.resolve("linked"), Path.of("/bin/true"));

        assertThatThrownBy(() -> await(scripted("linked", 60), scripts()))
                .hasMessageContaining("there is no script linked");
    }

    @Test
    void withoutAFolderNoScriptIsRun() {
        assertThatThrownBy(() -> await(scripted("is-up", 60), settings())).hasMessageContaining("scriptFolder");
    }

    @Test
    void anInstanceOnNoNetworkNeedsATarget() {
        Diagnosis scan = scripted("is-up", 60);

        assertThatThrownBy(() -> new Diagnosing(
                                openStack.cloud(SmallCloud.NAME), scripts(), instance(scan), scan, List.of())
                        .await())
                .hasMessageContaining("its diagnosis needs a target");
    }

    private String await(Diagnosis diagnosis, GuestSettings settings) throws Exception {
        return new Diagnosing(
                        openStack.cloud(SmallCloud.NAME),
                        settings,
                        instance(diagnosis),
                        diagnosis,
                        List.of("127.0.0.1"))
                .await();
    }

    private GuestSettings scripts() {
        return settings(600_000, "", temp.toString());
    }

    private static Instance instance(Diagnosis diagnosis) {
        return new Instance(
                "i-1", "web-1", Optional.empty(), Optional.empty(), Optional.of(diagnosis), Optional.empty());
    }

    private static Diagnosis scripted(String name, int seconds) {
        return new Diagnosis(
                DiagnosisMethod.SHELL_SCRIPT,
                Optional.empty(),
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                Optional.of(seconds));
    }

    private void script(String name, String line) throws IOException {
        Path script = Files.writeString(temp.resolve(name), "#!/bin/bash\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** Killing takes a moment. A zombie that nobody has waited for does not run. */
    private static boolean isRunning(long pid) throws IOException {
        Path state = Path.of("/proc/" + pid + "/stat");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() - deadline < 0) {
            if (!Files.exists(state) || Files.readString(state).contains(") Z ")) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
