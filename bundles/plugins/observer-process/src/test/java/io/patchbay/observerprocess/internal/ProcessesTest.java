package io.patchbay.observerprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes that only sleep. */
class ProcessesTest {
    private static final ProcessKey OTHER_LIFE = new ProcessKey(1, 0);

    @TempDir
    private Path data;

    private Processes processes;

    @BeforeEach
    void begin() {
        processes = processes("exec sleep 60");
    }

    private Processes processes(String script) {
        return new Processes(folder(), Clock.systemUTC(), Optional.of(shell(script)));
    }

    private Path folder() {
        return data.resolve("observers");
    }

    private static ObserverCommandLine shell(String script) {
        return (spec, parent) -> List.of("/bin/sh", "-c", script, spec.id());
    }

    private static ObserverSpec spec(String id) {
        return new ObserverSpec(
                id,
                "m1",
                URI.create("ws://127.0.0.1:1/watch?key=query-secret"),
                "source-secret",
                "ticket-secret",
                10,
                Long.MAX_VALUE / 2,
                List.of(URI.create("http://127.0.0.1:1")));
    }

    @AfterEach
    void endAll() throws Exception {
        for (RunningObserver observer : processes.running()) {
            processes.stop(observer.id());
        }
    }

    @Test
    void listsWhatItHasStarted() throws Exception {
        RunningObserver launched = processes.launch(spec("o1"));

        assertThat(processes.running()).containsExactly(launched);
    }

    @Test
    void startsNoneTwice() throws Exception {
        RunningObserver launched = processes.launch(spec("o1"));

        assertThat(processes.launch(spec("o1"))).isEqualTo(launched);
        assertThat(processes.running()).hasSize(1);
    }

    @Test
    void endsOneOnce() throws Exception {
        processes.launch(spec("o1"));
        ProcessHandle process = process("o1");

        assertThat(processes.stop("o1")).isTrue();

        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(processes.stop("o1")).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void killsOneThatDoesNotHear() throws Exception {
        Path deafNow = data.resolve("deaf");
        Processes deaf = processes("trap '' TERM; : > " + deafNow + "; while :; do sleep 1; done");
        deaf.launch(spec("o1"));
        ProcessHandle process = process("o1");
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(deafNow));

        assertThat(deaf.stop("o1")).isTrue();

        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void whatWasGivenUpMeanwhileIsNotLeft() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> processes.launch(spec("o1"))).isInstanceOf(InterruptedException.class);

        assertThat(files()).isEmpty();
        assertThat(processes.running()).isEmpty();
    }

    @Test
    void whatCannotBeReadNowIsNotForgotten() throws Exception {
        Path unreadable = Files.createDirectories(ProcessRecord.file(folder(), "o1"));

        assertThatThrownBy(() -> processes.running()).isInstanceOf(IOException.class);

        assertThat(unreadable).exists();
        Files.delete(unreadable);
    }

    @Test
    void observersDoNotGetTheEnvironmentOfTheNode() throws Exception {
        Path seen = data.resolve("seen");
        Processes telling = processes("env > " + seen);

        telling.launch(spec("o1"));
        awaitEnd("o1");

        assertThat(Files.readAllLines(seen))
                .extracting(line -> line.replaceAll("=.*", ""))
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "TZ",
                        "LANG",
                        "LC_ALL",
                        "LC_CTYPE",
                        "JAVA_HOME",
                        "PATCHBAY_SOURCE",
                        "PATCHBAY_SOURCE_TICKET",
                        "PATCHBAY_TICKET_KEY",
                        "PWD",
                        "SHLVL",
                        "_");
    }

    @Test
    void anotherVersionGoesOnWithWhatRuns() throws Exception {
        RunningObserver launched = processes.launch(spec("o1"));
        Processes next = processes("exec sleep 60");

        assertThat(next.running()).containsExactly(launched);
        assertThat(next.stop("o1")).isTrue();
        assertThat(processes.running()).isEmpty();
    }

    @Test
    void anotherLifeOfTheNodeKillsWhatWasLeft() throws Exception {
        new Processes(folder(), Clock.systemUTC(), Optional.of(shell("exec sleep 60")), OTHER_LIFE).launch(spec("o1"));
        ProcessHandle left = process("o1");

        assertThat(processes.running()).isEmpty();

        left.onExit().get(20, TimeUnit.SECONDS);
        assertThat(files()).isEmpty();
    }

    @Test
    void noOtherProcessIsTakenForOneThatWasLeft() throws Exception {
        processes.launch(spec("o1"));
        ProcessHandle stranger = process("o1");
        long start = ProcessKey.of(stranger).startMillis();
        new ProcessRecord(
                        new RunningObserver("o2", "m1", 0, 1),
                        new ProcessKey(stranger.pid(), start - 60_000),
                        OTHER_LIFE)
                .write(folder());

        assertThat(processes.running()).extracting(RunningObserver::id).containsExactly("o1");
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void forgetsOneThatHasEnded() throws Exception {
        Processes brief = processes("echo no source >&2");
        brief.launch(spec("o1"));
        awaitEnd("o1");

        assertThat(brief.running()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void deletesWhatIsNoRecord() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("o1.observer"), "pid=none");

        assertThat(processes.running()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void noSecretIsAmongTheWords() {
        ObserverCommandLine line = ObserverCommandLine.of(
                Path.of("/opt/patchbay"), Path.of("/data/credentials.json"), new ProcessSettings("127.0.0.1", "h"));

        assertThat(String.join(" ", line.words(spec("o1"), 1)))
                .doesNotContain("secret")
                .contains("--id o1");
        assertThat(line.secrets(spec("o1")))
                .containsValues("ws://127.0.0.1:1/watch?key=query-secret", "source-secret", "ticket-secret");
    }

    @Test
    void saysThatThereIsNoDistribution() {
        Processes nowhere = new Processes(folder(), Clock.systemUTC(), Optional.empty());

        assertThatThrownBy(() -> nowhere.launch(spec("o1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name another observer launcher");
    }

    /** Of one that may have ended already. */
    private void awaitEnd(String observer) throws Exception {
        Optional<ProcessHandle> process = ProcessRecord.read(ProcessRecord.file(folder(), observer))
                .flatMap(record -> record.process().find());
        if (process.isPresent()) {
            process.get().onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private ProcessHandle process(String observer) throws IOException {
        return ProcessRecord.read(ProcessRecord.file(folder(), observer))
                .flatMap(record -> record.process().find())
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }
}
