package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Onto which cloud a plan for {@code site-b} is carried out. */
class NamedCloudsTest {
    @TempDir
    private Path conf;

    @Test
    void aSandboxStandsInWhereNoCloudIsNamed() throws Exception {
        assertThat(isSandbox()).isTrue();
    }

    @Test
    void aCloudThatIsNamedIsUsed() throws Exception {
        name("{site-a: {}, site-b: {}}");

        assertThat(isSandbox()).isFalse();
    }

    @Test
    void aSandboxIsUsedInsteadOfACloudWhereSomebodySaysSo() throws Exception {
        name("{site-b: {}}");

        assertThat(isSandbox("--sandbox")).isTrue();
    }

    @Test
    void nobodyIsToldThatNoCloudIsNamedWhereOneIs() throws Exception {
        name("{site-b: {}}");
        RecoverOptions options = options("--sandbox");

        assertThat(NamedClouds.of(conf, options).words("site-b", Path.of("/data/sandbox")))
                .containsExactly("the cloud site-b is left alone: a sandbox stands in for it, which keeps everything in"
                        + " /data/sandbox");
    }

    @Test
    void aSandboxIsNoStandInWhereOtherCloudsAreNamed() throws Exception {
        name("{site-a: {}, site-c: {}}");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(this::isSandbox)
                .withMessage(
                        conf.resolve("clouds.yaml")
                                + " names no cloud site-b but site-a, site-c: name it there, or see how it would go with --sandbox");
    }

    @Test
    void aSandboxIsNoStandInWhereOtherNodesTakePart() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> isSandbox("--zookeeper", "10.0.0.1:2181"))
                .withMessageContaining("nodes of a --zookeeper cannot work on a sandbox");
    }

    @Test
    void aSandboxIsNotForOtherNodesHoweverTheyAreNamed() {
        for (List<String> named : List.of(
                List.of("--zookeeper", "10.0.0.1:2181"),
                List.of("--set", "io.patchbay.coordination:connectString=10.0.0.1:2181"))) {
            String[] words =
                    Stream.concat(Stream.of("--sandbox"), named.stream()).toArray(String[]::new);

            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> isSandbox(words))
                    .withMessageContaining("--sandbox is of this process alone");
        }
    }

    @Test
    void aSandboxIsThereForWhoSaysThatThereAreNoOtherNodes() throws Exception {
        assertThat(isSandbox("--set", "io.patchbay.coordination:connectString="))
                .isTrue();
    }

    @Test
    void aFileThatCannotBeReadIsNoReasonForASandbox() throws Exception {
        name("{site-b: [");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(this::isSandbox)
                .withMessageContaining("clouds.yaml is no YAML");
    }

    @Test
    void whoWantsASandboxAndNoneIsAskedWhatTheyMean() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> isSandbox("--sandbox", "--handlers", "noop"))
                .withMessageContaining("cannot both be meant");
    }

    private void name(String clouds) throws IOException {
        Files.writeString(conf.resolve("clouds.yaml"), "clouds: " + clouds + "\n");
    }

    private boolean isSandbox(String... more) throws UsageException {
        RecoverOptions options = options(more);
        return NamedClouds.of(conf, options).sandboxFor("site-b", options);
    }

    private RecoverOptions options(String... more) throws UsageException {
        return RecoverOptions.parse(Stream.concat(Stream.of("plan.yaml", "--conf", conf.toString()), Stream.of(more))
                .toList());
    }
}
