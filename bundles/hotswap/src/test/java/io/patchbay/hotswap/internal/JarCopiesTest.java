package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarCopiesTest {
    private static final byte[] JAR = PluginJar.greeter("1.0.0", "one").bytes();

    @TempDir
    private Path root;

    private Path data;
    private Path jar;
    private JarCopies copies;

    @BeforeEach
    void prepare() throws Exception {
        data = root.resolve("data");
        jar = Files.write(root.resolve("hello.jar"), JAR);
        copies = new JarCopies(data);
    }

    @Test
    void namesACopyAfterItsContent() throws Exception {
        String sha256 = copies.keep(jar).sha256();
        assertThat(data.resolve(sha256 + ".jar")).hasBinaryContent(JAR);
        assertThat(sha256).matches("[0-9a-f]{64}");
    }

    @Test
    void aCopyOutlivesItsFile() throws Exception {
        String sha256 = copies.keep(jar).sha256();
        Files.delete(jar);
        try (InputStream copy = copies.open(sha256)) {
            assertThat(copy).hasBinaryContent(JAR);
        }
    }

    @Test
    void keepsNothingOfARefusedJar() throws Exception {
        Files.write(jar, new byte[] {'P', 'K', 3, 4, 5});
        assertThatThrownBy(() -> copies.keep(jar)).isInstanceOf(RefusedJarException.class);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aDamagedCopyIsMadeAgain() throws Exception {
        String sha256 = copies.keep(jar).sha256();
        Files.write(data.resolve(sha256 + ".jar"), new byte[] {1});
        assertThat(copies.holds(sha256)).isFalse();
        copies.keep(jar);
        assertThat(copies.holds(sha256)).isTrue();
    }

    @Test
    void deletesWhatIsNotRetained() throws Exception {
        String first = copies.keep(jar).sha256();
        Files.write(jar, PluginJar.greeter("2.0.0", "two").bytes());
        String second = copies.keep(jar).sha256();
        copies.retain(Set.of(second));
        assertThat(copies.holds(first)).isFalse();
        assertThat(copies.holds(second)).isTrue();
    }
}
