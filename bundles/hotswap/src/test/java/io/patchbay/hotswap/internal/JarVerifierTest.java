package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.hotswap.ContractCheck;
import io.patchbay.api.hotswap.Verification;
import io.patchbay.api.hotswap.Verifications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars are verified in processes of their own; a line of the shell stands in for {@code patchbay verify}. */
class JarVerifierTest {
    private static final String SHA256 = "ab".repeat(32);
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

    @TempDir
    private Path copies;

    private final List<JarVerifier> opened = new ArrayList<>();

    @BeforeEach
    void keepACopy() throws IOException {
        Files.writeString(copies.resolve(SHA256 + ".jar"), "a jar");
    }

    @AfterEach
    void close() {
        opened.forEach(JarVerifier::close);
    }

    private JarVerifier withCommand(Optional<VerifyCommand> command) {
        JarVerifier verifier = new JarVerifier(copies, command, Clock.fixed(NOW, ZoneOffset.UTC));
        opened.add(verifier);
        return verifier;
    }

    /** One whose jars are verified by a line of the shell, which finds the path of the jar in {@code $1}. */
    private JarVerifier verifying(String line) {
        return withCommand(Optional.of(new VerifyCommand(List.of("sh", "-c", line, "verify"), Duration.ofSeconds(60))));
    }

    private Verification foundBy(JarVerifier verifier) {
        assertThat(verifier.begin(SHA256)).isEqualTo(Verifications.Begun.YES);
        await().atMost(Duration.ofSeconds(60)).until(() -> verifier.verifications().stream()
                .noneMatch(
                        one -> one.state() == Verification.State.WAITING || one.state() == Verification.State.RUNNING));
        return verifier.verifications().get(0);
    }

    @Test
    void aJarHoldsWhoseEveryCheckDoes() {
        Verification found =
                foundBy(verifying("echo '{\"about\":\"the jar\",\"check\":\"is one\",\"result\":\"held\"}'"));

        assertThat(found)
                .isEqualTo(new Verification(
                        SHA256,
                        Verification.State.HELD,
                        NOW,
                        List.of(new ContractCheck("the jar", "is one", ContractCheck.Result.HELD, "")),
                        ""));
    }

    @Test
    void aJarIsBrokenOfWhichACheckFailedAndSaysWhy() {
        Verification found = foundBy(verifying(
                "echo '{\"about\":\"a\",\"check\":\"b\",\"result\":\"failed\",\"why\":\"no idea\"}'; exit 1"));

        assertThat(found.state()).isEqualTo(Verification.State.BROKEN);
        assertThat(found.checks().get(0).why()).isEqualTo("no idea");
    }

    @Test
    void isToldTheCopyOfTheJar() {
        Verification found = foundBy(
                verifying("echo \"{\\\"about\\\":\\\"$1\\\",\\\"check\\\":\\\"b\\\",\\\"result\\\":\\\"held\\\"}\""));

        assertThat(found.checks().get(0).about()).endsWith(SHA256 + ".jar");
    }

    @Test
    void nothingIsFoundOutFromAProcessThatEndsOtherwise() {
        Verification found = foundBy(verifying("exit 2"));

        assertThat(found.state()).isEqualTo(Verification.State.FAILED);
        assertThat(found.problem()).contains("status 2");
    }

    @Test
    void nothingIsFoundOutFromWhatIsNoCheck() {
        Verification found = foundBy(verifying("echo hello"));

        assertThat(found.state()).isEqualTo(Verification.State.FAILED);
        assertThat(found.problem()).contains("no check: hello");
    }

    @Test
    void aProcessThatDoesNotEndIsEnded() {
        JarVerifier verifier = withCommand(
                Optional.of(new VerifyCommand(List.of("sh", "-c", "exec sleep 600"), Duration.ofMillis(50))));

        assertThat(foundBy(verifier).problem()).contains("did not end");
    }

    @Test
    void whatWasFoundIsKnownAfterARestart() {
        Verification broken = foundBy(verifying(
                "echo '{\"about\":\"a\",\"check\":\"b\",\"result\":\"failed\",\"why\":\"no \\u0001 idea\"}'; exit 1"));
        close();

        assertThat(verifying("exit 2").verifications()).containsExactly(broken);
    }

    @Test
    void whatWasFoundLastIsKnownAfterARestart() {
        foundBy(verifying("exit 2"));
        Verification held = foundBy(verifying("echo '{\"about\":\"a\",\"check\":\"b\",\"result\":\"held\"}'"));

        assertThat(verifying("exit 2").verifications()).containsExactly(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"verifications\":[{\"sha256\":null}]}",
                "{\"verifications\":[null]}",
                "{\"verifications\":[{\"sha256\":\"a\",\"state\":\"ODD\",\"checks\":[],\"problem\":\"\"}]}"
            })
    void aDamagedFileCostsNothingButWhatItHeld(String content) throws IOException {
        Files.writeString(copies.resolve("verifications.json"), content);

        JarVerifier verifier = verifying("exit 2");
        assertThat(verifier.verifications()).isEmpty();
        foundBy(verifier);
        assertThat(verifying("exit 2").verifications()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeWrittenCostsNothingButWhatItWouldHold() throws IOException {
        Files.createDirectory(copies.resolve("verifications.json.tmp"));

        assertThat(foundBy(verifying("exit 2")).state()).isEqualTo(Verification.State.FAILED);
    }

    @Test
    void knowsOnlyJarsThatAreKept() {
        JarVerifier verifier = verifying("exit 2");

        assertThat(List.of("cd".repeat(32), "", "../" + SHA256))
                .allSatisfy(unknown -> assertThat(verifier.begin(unknown)).isEqualTo(Verifications.Begun.UNKNOWN_JAR));
        assertThat(verifier.verifications()).isEmpty();
    }

    @Test
    void isUnavailableWithoutADistribution() {
        assertThat(withCommand(Optional.empty()).begin(SHA256)).isEqualTo(Verifications.Begun.UNAVAILABLE);
    }
}
