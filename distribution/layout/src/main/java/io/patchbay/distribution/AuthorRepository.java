package io.patchbay.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The Maven repository in the distribution, from which authors of plug-ins build: the api and the contract tests. Their poms have
 * no parent, and name only what an author needs.
 */
final class AuthorRepository {
    private static final String GROUP = "io.patchbay";
    private static final String ALONE =
            "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>";
    private static final LocalDateTime SAME_AT_EVERY_BUILD = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Path folder;
    private final String version;
    private final String junit;
    private final String annotations;
    private final String components;

    /**
     * @param folder where it is made
     * @param version of Patchbay
     * @param junit version of JUnit
     * @param annotations version of OSGi's annotations of versions
     * @param components version of OSGi's annotations of components
     */
    AuthorRepository(Path folder, String version, String junit, String annotations, String components) {
        this.folder = folder;
        this.version = version;
        this.junit = junit;
        this.annotations = annotations;
        this.components = components;
    }

    /**
     * Fills it.
     *
     * @param jars the folder of jars that Maven built
     * @param checkout the folder of the sources
     */
    void publish(Path jars, Path checkout) throws IOException {
        publish(
                "api",
                jars,
                checkout.resolve("bundles/api/src/main/java"),
                dependency("org.osgi", "osgi.annotation", annotations, "")
                        + dependency("org.osgi", "org.osgi.service.component.annotations", components, ALONE));
        publish(
                "contract-tests",
                jars,
                checkout.resolve("contract-tests/src/main/java"),
                dependency(GROUP, "api", version, "") + dependency("org.junit.jupiter", "junit-jupiter", junit, ""));
    }

    private void publish(String artifact, Path jars, Path sources, String dependencies) throws IOException {
        Path target = Files.createDirectories(
                folder.resolve(GROUP.replace('.', '/')).resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        sign(Files.copy(jars.resolve(name + ".jar"), target.resolve(name + ".jar")));
        sign(Files.writeString(target.resolve(name + ".pom"), pom(artifact, dependencies)));
        Path sourceJar = target.resolve(name + "-sources.jar");
        pack(sources, sourceJar);
        sign(sourceJar);
    }

    private String pom(String artifact, String dependencies) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <licenses>
                    <license><name>Apache-2.0</name><url>https://www.apache.org/licenses/LICENSE-2.0.txt</url></license>
                  </licenses>
                  <dependencies>
                %s  </dependencies>
                </project>
                """
                .formatted(GROUP, artifact, version, dependencies);
    }

    private static String dependency(String group, String artifact, String version, String more) {
        return "    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>\n"
                .formatted(group, artifact, version, more);
    }

    private static void pack(Path sources, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(sources)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out)) {
            for (Path file : files) {
                ZipEntry entry =
                        new ZipEntry(sources.relativize(file).toString().replace('\\', '/'));
                entry.setTimeLocal(SAME_AT_EVERY_BUILD);
                archive.putNextEntry(entry);
                Files.copy(file, archive);
                archive.closeEntry();
            }
        }
    }

    /** Maven warns of a file without a checksum. */
    private static void sign(Path file) throws IOException {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
            Files.write(
                    file.resolveSibling(file.getFileName() + ".sha1"),
                    HexFormat.of().formatHex(sum).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }
}
