package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

class WholeJarTest {
    private static final PluginJar GOOD = PluginJar.greeter("1.2.3", "hello");

    @TempDir
    private Path folder;

    @Test
    void knowsTheNameAndVersionOfABundle() throws Exception {
        assertThat(WholeJar.read(file(GOOD.header("Bundle-SymbolicName", "a.b; singleton:=true")
                        .bytes())))
                .isEqualTo(new WholeJar("a.b", new Version(1, 2, 3)));
    }

    @Test
    void aMissingVersionIsZero() throws Exception {
        assertThat(WholeJar.read(file(GOOD.without("Bundle-Version").bytes())).version())
                .isEqualTo(Version.emptyVersion);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 100, 512, 2000})
    void refusesACutJar(int length) {
        assertRefused(Arrays.copyOf(GOOD.bytes(), length), "not a jar: truncated after " + length + " bytes");
    }

    @Test
    void refusesAJarWithoutItsLastByte() {
        byte[] whole = GOOD.bytes();
        assertRefused(
                Arrays.copyOf(whole, whole.length - 1), "not a jar: truncated after " + (whole.length - 1) + " bytes");
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused(new byte[0], "not a jar: the file is empty");
    }

    @Test
    void refusesWhatIsNoZip() {
        assertRefused("#!/bin/sh".getBytes(StandardCharsets.UTF_8), "not a jar: it does not begin as a zip file does");
    }

    @Test
    void refusesAJarWithADamagedEntry() throws IOException {
        byte[] jar = zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", ZipEntry.STORED);
        jar[60] ^= 1; // in the stored text
        assertRefused(jar, "damaged: entry META-INF/MANIFEST.MF does not match its checksum");
    }

    @Test
    void refusesAZipWithoutAManifest() throws IOException {
        assertRefused(zip("readme.txt", "hello", ZipEntry.DEFLATED), "not a bundle: it has no META-INF/MANIFEST.MF");
    }

    @Test
    void refusesAMalformedManifest() throws IOException {
        assertRefused(
                zip("META-INF/MANIFEST.MF", "no colon here\n", ZipEntry.DEFLATED),
                "not a bundle: its manifest is malformed: IOException: invalid header field (line 1)");
    }

    @Test
    void refusesAJarThatIsNoBundle() {
        assertRefused(
                GOOD.without("Bundle-SymbolicName").bytes(), "not a bundle: its manifest has no Bundle-SymbolicName");
    }

    @Test
    void refusesAVersionThatIsNone() {
        assertRefused(
                GOOD.header("Bundle-Version", "one").bytes(), "not a bundle: Bundle-Version 'one' is not a version");
    }

    @Test
    void refusesAFragment() {
        assertRefused(GOOD.header("Fragment-Host", "other").bytes(), "a fragment bundle cannot be a plug-in");
    }

    private void assertRefused(byte[] content, String reason) {
        assertThatThrownBy(() -> WholeJar.read(file(content)))
                .isInstanceOf(RefusedJarException.class)
                .hasMessage(reason);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("plugin.jar"), content);
    }

    private static byte[] zip(String name, String text, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            entry.setMethod(method);
            if (method == ZipEntry.STORED) {
                java.util.zip.CRC32 sum = new java.util.zip.CRC32();
                sum.update(content);
                entry.setCrc(sum.getValue());
                entry.setSize(content.length);
            }
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
