package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.hotswap.internal.ServedJars.Copy;
import io.patchbay.hotswap.internal.ServedJars.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedJarsTest {
    @TempDir
    private Path root;

    private Path file;
    private ServedJars jars;

    @BeforeEach
    void prepare() {
        file = root.resolve("state.json");
        jars = new ServedJars(file);
    }

    @Test
    void surviveARestart() {
        jars.accept("x.jar", copy(1));
        jars.accept("x.jar", copy(2));
        jars.setFaulty(sha(2), "greeting 'hello'", true);
        jars.save();
        assertThat(new ServedJars(file).all()).isEqualTo(jars.all());
    }

    @Test
    void rememberTheTwoContentsBefore() {
        for (int version = 1; version <= 4; version++) {
            jars.accept("x.jar", copy(version));
        }
        assertThat(jars.predecessors("greeting 'hello'").get("x.jar")).containsExactly(copy(3), copy(2));
    }

    @Test
    void goBackToTheContentBeforeWhereOneIsRejected() {
        jars.accept("x.jar", copy(1));
        jars.accept("x.jar", copy(2));
        jars.accept("y.jar", copy(2));
        assertThat(jars.reject(sha(2))).containsExactly("x.jar", "y.jar");
        assertThat(jars.find("x.jar").map(Served::current)).contains(copy(1));
        assertThat(jars.find("y.jar")).isEmpty();
        jars.save();
        assertThat(new ServedJars(file).all()).isEqualTo(jars.all());
    }

    @Test
    void aContentThatComesBackIsNoPredecessorOfItself() {
        jars.accept("x.jar", copy(1));
        jars.accept("x.jar", copy(2));
        jars.accept("x.jar", copy(1));
        assertThat(jars.predecessors("greeting 'hello'").get("x.jar")).containsExactly(copy(2));
    }

    @Test
    void aFaultyContentIsNothingToGoBackTo() {
        jars.accept("x.jar", copy(1));
        jars.accept("x.jar", copy(2));
        jars.setFaulty(sha(2), "greeting 'hello'", true);
        jars.accept("x.jar", copy(3));
        assertThat(jars.predecessors("greeting 'hello'").get("x.jar")).containsExactly(copy(1));
    }

    @Test
    void acceptingTheSameContentAgainKeepsWhatIsKnownOfIt() {
        jars.accept("x.jar", copy(1));
        jars.setFaulty(sha(1), "greeting 'hello'", true);
        jars.accept("x.jar", copy(1));
        assertThat(jars.faulty(sha(1))).containsExactly("greeting 'hello'");
    }

    @Test
    void deletingAFileForgetsItsFaults() {
        jars.accept("x.jar", copy(1));
        jars.setFaulty(sha(1), "greeting 'hello'", true);
        jars.forget("x.jar");
        jars.accept("x.jar", copy(1));
        assertThat(jars.faulty(sha(1))).isEmpty();
    }

    @Test
    void learnPluginsThatPassLater() {
        jars.accept("x.jar", copy(1));
        jars.passed(sha(1), "greeting 'bye'");
        assertThat(jars.find("x.jar")).map(Served::current).hasValueSatisfying(copy -> assertThat(copy.plugins())
                .contains("greeting 'bye'", "greeting 'hello'"));
    }

    @Test
    void writeOnlyWhatChanged() {
        jars.save();
        assertThat(file).doesNotExist();
    }

    @Test
    void aHashThatIsNoneIsNotBelieved() throws Exception {
        Files.writeString(
                file, "{\"format\":1,\"files\":[{\"file\":\"x.jar\",\"current\":{\"sha256\":\"../../etc\"}}]}");
        assertThat(new ServedJars(file).all()).isEmpty();
    }

    private static Copy copy(int version) {
        return new Copy(sha(version), "sample", version + ".0.0", 1000L * version, Set.of("greeting 'hello'"));
    }

    private static String sha(int version) {
        return String.valueOf(version).repeat(64);
    }
}
