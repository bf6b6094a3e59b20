package io.patchbay.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    private static final List<String> FETCHED = List.of(
            "bundle-1.jar",
            "plugin-1.jar",
            "api-1.jar",
            "launcher-1.jar",
            "operator-1.jar",
            "openstack-client-1.jar",
            "support-1.jar",
            "authoring-1.jar",
            "contract-tests-1.jar",
            "org.apache.felix.framework-7.jar",
            "demo-1.jar",
            "demo-strategy-1.jar",
            "recovery-1.jar",
            "sandbox-1.jar",
            "handlers-noop-1.jar",
            "storage-1.jar",
            "observer-1.jar",
            "netty-codec-http-4.jar",
            "socket.io-client-2.jar",
            "engine.io-client-2.jar",
            "okhttp-3.jar",
            "okio-1.jar",
            "json-2025.jar");

    @TempDir
    private Path temp;

    private Path jars;
    private Path files;
    private Path home;
    private Path checkout;

    @BeforeEach
    void fetch() throws IOException {
        jars = Files.createDirectory(temp.resolve("jars"));
        files = Files.createDirectory(temp.resolve("files"));
        home = temp.resolve("home");
        for (String jar : FETCHED) {
            Files.writeString(jars.resolve(jar), jar);
        }
        features("{\"id\":\"g:api:1\"},{\"id\":\"g:bundle:1\"},{\"id\":\"g:plugin:1\",\"folder\":\"plugins\"}");
        checkout = temp.resolve("checkout");
        for (String module : List.of("bundles/api", "contract-tests")) {
            Path source = Files.createDirectories(checkout.resolve(module).resolve("src/main/java/p"));
            Files.writeString(source.resolve("Source.java"), module);
        }
        Path bin = Files.createDirectories(files.resolve("bin"));
        Files.writeString(bin.resolve("patchbay"), "#!/bin/sh");
    }

    @Test
    void placesBundlesAndPluginsWhereTheFeaturesSay() throws Exception {
        layOut();

        assertThat(home.resolve("bundles/bundle-1.jar")).hasContent("bundle-1.jar");
        assertThat(home.resolve("plugins/plugin-1.jar")).exists();
    }

    @Test
    void placesTheLauncherAndTheDemoInFoldersOfTheirOwn() throws Exception {
        layOut();

        assertThat(home.resolve("lib/launcher-1.jar")).exists();
        assertThat(home.resolve("lib/demo/demo-1.jar")).exists();
        assertThat(home.resolve("lib/demo/okio-1.jar")).exists();
    }

    @Test
    void givesTheStrategyOfTheDemoTheNameOfItsOwnVersion() throws Exception {
        layOut();

        assertThat(home.resolve("lib/demo/plugins/least-used-2.0.0.jar")).hasContent("demo-strategy-1.jar");
        assertThat(home.resolve("lib/demo")).isDirectoryNotContaining("glob:**demo-strategy*");
    }

    @Test
    void copiesFilesAndMakesCommandsExecutable() throws Exception {
        layOut();

        assertThat(home.resolve("bin/patchbay")).isExecutable();
    }

    @Test
    void keepsTheFeaturesBesideTheBundles() throws Exception {
        layOut();

        assertThat(home.resolve("features/1.json")).exists();
    }

    @Test
    void leavesNothingOfAnEarlierLayout() throws Exception {
        Files.createDirectories(home.resolve("bundles"));
        Files.writeString(home.resolve("bundles/old-1.jar"), "old");

        layOut();

        assertThat(home.resolve("bundles/old-1.jar")).doesNotExist();
    }

    @Test
    void refusesAJarThatIsListedNowhere() throws Exception {
        Files.writeString(jars.resolve("stranger-1.jar"), "");

        assertThatIOException().isThrownBy(this::layOut).withMessageContaining("[stranger-1.jar]");
    }

    @Test
    void refusesAFeatureWhoseBundleWasNotFetched() throws Exception {
        Files.delete(jars.resolve("bundle-1.jar"));

        assertThatIOException().isThrownBy(this::layOut).withMessageContaining("bundle-1.jar");
    }

    @Test
    void refusesABundleThatIsListedTwice() throws Exception {
        features("{\"id\":\"g:bundle:1\"},{\"id\":\"other:bundle:1\"}");

        assertThatIOException().isThrownBy(this::layOut).withMessageContaining("two features list bundle-1.jar");
    }

    @Test
    void refusesToLeaveOutALibrary() throws Exception {
        Files.delete(jars.resolve("okio-1.jar"));

        assertThatIOException().isThrownBy(this::layOut).withMessageContaining("[okio]");
    }

    @Test
    void publishesTheApiForAuthors() throws Exception {
        layOut();

        Path api = home.resolve("repository/io/patchbay/api/1");
        assertThat(api.resolve("api-1.jar")).hasContent("api-1.jar");
        assertThat(api.resolve("api-1.pom"))
                .content()
                .contains("<artifactId>osgi.annotation</artifactId><version>8.1.0<");
        assertThat(api.resolve("api-1.jar.sha1")).content().matches("[0-9a-f]{40}");
    }

    @Test
    void publishesTheContractTestsWithJUnit() throws Exception {
        layOut();

        assertThat(home.resolve("repository/io/patchbay/contract-tests/1/contract-tests-1.pom"))
                .content()
                .contains("<artifactId>api</artifactId><version>1<")
                .contains("<artifactId>junit-jupiter</artifactId><version>5.14.4<");
    }

    @Test
    void publishesSourcesThatAreTheSameAtEveryBuild() throws Exception {
        Path sources = home.resolve("repository/io/patchbay/api/1/api-1-sources.jar");
        layOut();
        byte[] first = Files.readAllBytes(sources);
        Files.setLastModifiedTime(checkout.resolve("bundles/api/src/main/java/p/Source.java"), FileTime.fromMillis(0));
        layOut();

        assertThat(sources).hasBinaryContent(first);
    }

    private void layOut() throws IOException {
        Layout.main(new String[] {
            jars.toString(), files.toString(), home.toString(), "1", checkout.toString(), "5.14.4", "8.1.0", "1.5.1"
        });
    }

    private void features(String bundles) throws IOException {
        try (OutputStream file = Files.newOutputStream(jars.resolve("features-1.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("features/"));
            jar.putNextEntry(new ZipEntry("features/1.json"));
            jar.write(("{\"bundles\":[" + bundles + "]}").getBytes(StandardCharsets.UTF_8));
        }
    }
}
