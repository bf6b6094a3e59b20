package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedJarsTest {
    @TempDir
    Path home;

    private Path bundles;

    @BeforeEach
    void makeFolders() throws IOException {
        bundles = Files.createDirectories(home.resolve("bundles"));
    }

    @Test
    void exportsWhatAJarOnTheClassPathExportsWithoutItsUses() throws IOException {
        Path jar = jar(bundles.resolve("a.jar"), "a;version=\"1.2\";uses:=\"b,c\",a.b;version=\"1.2\"");

        SharedJars shared = SharedJars.of(jar + File.pathSeparator + home.resolve("classes"), bundles);

        assertThat(shared.exported()).isEqualTo("a;version=\"1.2\",a.b;version=\"1.2\"");
        assertThat(shared.contains(jar)).isTrue();
    }

    @Test
    void sharesNoJarOfTheSameNameFromElsewhere() throws IOException {
        Path elsewhere = jar(Files.createDirectory(home.resolve("lib")).resolve("a.jar"), "a;version=\"1.1\"");
        Path jar = jar(bundles.resolve("a.jar"), "a;version=\"1.2\"");

        SharedJars shared = SharedJars.of(elsewhere.toString(), bundles);

        assertThat(shared.exported()).isEmpty();
        assertThat(shared.contains(jar)).isFalse();
    }

    @Test
    void knowsAJarByAnotherPathToIt() throws IOException {
        Path jar = jar(bundles.resolve("a.jar"), "a");
        Path link = Files.createSymbolicLink(home.resolve("link"), bundles);

        SharedJars shared = SharedJars.of(link.resolve("a.jar").toString(), bundles);

        assertThat(shared.contains(jar)).isTrue();
    }

    @Test
    void sharesNothingWhereAClassPathNamesWhatIsNotThere() throws IOException {
        assertThat(SharedJars.of(bundles.resolve("gone.jar").toString(), bundles)
                        .exported())
                .isEmpty();
    }

    private static Path jar(Path file, String exports) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Export-Package", exports);
        try (JarOutputStream made = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            made.finish();
        }
        return file;
    }
}
