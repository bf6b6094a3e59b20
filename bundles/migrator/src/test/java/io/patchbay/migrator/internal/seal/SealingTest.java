package io.patchbay.migrator.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of tasks, sealed and opened. */
class SealingTest {
    private static final String SECRET = "#cloud-config\npassword: hunter2\n";
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final String TYPE = "create-and-diagnosis.instance";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeKey() throws IOException {
        file = folder.resolve(KeyFile.NAME);
        keys(ONE);
    }

    @Test
    void whatIsSealedIsOpenedAgain() throws Exception {
        TaskSpec sealed = seal(task("vm", SECRET));

        assertThat(textOf(sealed))
                .matches("sealed:[0-9a-f]{16}:[0-9a-zA-Z+/=]+")
                .doesNotContain("hunter2");
        assertThat(textOf(sealing().open("job", sealed, sealed.input()).values()))
                .isEqualTo(SECRET);
    }

    @Test
    void isSealedOtherwiseEachTime() {
        assertThat(textOf(seal(task("vm", SECRET)))).isNotEqualTo(textOf(seal(task("vm", SECRET))));
    }

    @Test
    void whatUndoesATaskIsSealedForItself() throws Exception {
        TaskSpec both = task("vm", SECRET).undoneBy(new ReverseTask("delete.instance", input(SECRET)));

        ReverseTask undo = seal(both).reverse().orElseThrow();

        TaskSpec undoing = TaskSpec.of(ReverseTask.idOf("vm"), undo.type(), undo.input());
        assertThat(textOf(undo.input())).startsWith("sealed:");
        assertThat(textOf(sealing().open("job", undoing, undo.input()).values()))
                .isEqualTo(SECRET);
    }

    @Test
    void nothingElseIsTouched() {
        TaskSpec plain = TaskSpec.of("net", "create.network", Attributes.of("user_data", SECRET));

        assertThat(seal(plain)).isSameAs(plain);
        assertThat(Sealing.isNeeded(List.of(plain))).isFalse();
    }

    @Test
    void aTextThatWasChangedIsNotOpened() {
        TaskSpec sealed = seal(task("vm", SECRET));
        String text = textOf(sealed);
        char last = text.charAt(30);
        String changed = text.substring(0, 30) + (last == 'A' ? 'B' : 'A') + text.substring(31);

        refuses("job", task("vm", changed), "broken-seal", false);
    }

    @Test
    void aTextIsNotOpenedInAnotherTask() {
        refuses("job", task("other", textOf(seal(task("vm", SECRET)))), "broken-seal", false);
    }

    @Test
    void aTextIsNotOpenedInAnotherJob() {
        refuses("another", task("vm", textOf(seal(task("vm", SECRET)))), "broken-seal", false);
    }

    @Test
    void aTextThatIsTooShortIsNotOpened() {
        String key = SealingKey.of(ONE).orElseThrow().id();

        refuses("job", task("vm", "sealed:" + key + ":AAAA"), "broken-seal", false);
    }

    @Test
    void aKeyThatThisNodeHasNotIsNamed() throws IOException {
        TaskSpec sealed = seal(task("vm", SECRET));
        keys(TWO);

        refuses("job", sealed, "no-key", true);
        assertThat(sealing().obstacle(sealed).orElseThrow())
                .contains("waits for a node with the sealing key "
                        + SealingKey.of(ONE).orElseThrow().id())
                .doesNotContain(ONE);
    }

    @Test
    void anOlderKeyStillOpens() throws Exception {
        TaskSpec sealed = seal(task("vm", SECRET));
        keys(TWO + "\n" + ONE);

        assertThat(sealing().obstacle(sealed)).isEmpty();
        assertThat(textOf(sealing().open("job", sealed, sealed.input()).values()))
                .isEqualTo(SECRET);
        assertThat(textOf(seal(task("vm", SECRET))))
                .startsWith("sealed:" + SealingKey.of(TWO).orElseThrow().id());
    }

    @Test
    void theSameIsFoundToBeTheSameWhateverSealedIt() throws IOException {
        List<TaskSpec> given = List.of(task("vm", SECRET));
        List<TaskSpec> stored = List.of(seal(given.get(0)));
        keys(TWO + "\n" + ONE);

        assertThat(sealing().isSame("job", stored, given)).isTrue();
        assertThat(sealing().isSame("job", stored, List.of(task("vm", "other"))))
                .isFalse();
        keys(TWO);
        assertThat(sealing().isSame("job", stored, given)).isFalse();
    }

    @Test
    void aSecretIsGivenWhereItStands() {
        TaskSpec referring =
                TaskSpec.of("vm", TYPE, Attributes.of("instance", Map.of("user_data", Map.of("$ref", "other#/text"))));

        assertThat(sealing().faults(List.of(referring)))
                .extracting(Fault::code, Fault::pointer)
                .containsExactly(tuple("bad-reference", "/tasks/0/input/instance/user_data"));
    }

    @Test
    void withoutAKeyNothingIsSealed() throws IOException {
        Files.delete(file);

        assertThat(sealing().faults(List.of(task("vm", SECRET))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("no-key"))
                .satisfies(fault -> assertThat(fault.message())
                        .contains("openssl rand -hex 32")
                        .doesNotContain("hunter2"));
        assertThat(sealing().seal("job", List.of(task("vm", SECRET)))).isInstanceOf(Sealing.Outcome.Refused.class);
        assertThat(sealing().faults(List.of(TaskSpec.of("a", "noop", Attributes.NONE))))
                .isEmpty();
    }

    @Test
    void isShownAsSealedAndLeftOutOfOutputs() {
        assertThat(textOf(Sealing.shown(seal(task("vm", SECRET))))).isEqualTo("<sealed>");
        assertThat(Sealing.shown(TYPE, Output.of(input(SECRET)))
                        .values()
                        .object("instance")
                        .orElseThrow()
                        .values())
                .containsOnlyKeys("id", "name");
    }

    private void refuses(String job, TaskSpec task, String code, boolean retryable) {
        assertThatThrownBy(() -> sealing().open(job, task, task.input()))
                .isInstanceOfSatisfying(TaskFailedException.class, failed -> {
                    assertThat(failed.reason().code()).isEqualTo(code);
                    assertThat(failed.reason().contents()).startsWith("/instance/user_data ");
                    assertThat(failed.isRetryable()).isEqualTo(retryable);
                });
    }

    /** Looks at the file anew. */
    private Sealing sealing() {
        return new Sealing(new KeyFile(file, false, Clock.systemUTC()));
    }

    private TaskSpec seal(TaskSpec task) {
        return ((Sealing.Outcome.Sealed) sealing().seal("job", List.of(task)))
                .tasks()
                .get(0);
    }

    private static TaskSpec task(String id, String userData) {
        return TaskSpec.of(id, TYPE, input(userData));
    }

    private static Attributes input(String userData) {
        return Attributes.of("instance", Map.of("id", "i", "name", "web", "user_data", userData));
    }

    private static String textOf(TaskSpec task) {
        return textOf(task.input());
    }

    private static String textOf(Attributes input) {
        return input.object("instance").flatMap(in -> in.text("user_data")).orElseThrow();
    }

    private void keys(String text) throws IOException {
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
