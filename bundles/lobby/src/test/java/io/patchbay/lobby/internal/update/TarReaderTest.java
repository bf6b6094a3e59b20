package io.patchbay.lobby.internal.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TarReaderTest {
    @Test
    void readsFilesAndPassesFoldersOver() throws Exception {
        byte[] tar = new TarBytes()
                .entry("./", '5', "")
                .entry("./maps", '5', "")
                .file("./maps/a.txt", "first")
                .file("b.txt", "")
                .finished();

        assertThat(files(tar)).containsExactly(Map.entry("maps/a.txt", "first"), Map.entry("b.txt", ""));
    }

    @Test
    void readsALongNameOfGnuTar() throws Exception {
        String name = "folder/".repeat(20) + "file";

        assertThat(files(new TarBytes()
                        .entry("././@LongLink", 'L', name + "\0")
                        .file("cut", "x")
                        .finished()))
                .containsExactly(Map.entry(name, "x"));
    }

    @Test
    void readsALongNameOfPax() throws Exception {
        String pair = "path=" + "ordner/".repeat(20) + "dätei\n";
        int length = pair.getBytes(StandardCharsets.UTF_8).length + 4;

        assertThat(files(new TarBytes()
                        .entry("pax", 'x', length + " " + pair)
                        .file("cut", "x")
                        .file("next", "y")
                        .finished()))
                .containsExactly(Map.entry("ordner/".repeat(20) + "dätei", "x"), Map.entry("next", "y"));
    }

    @Test
    void refusesLinksAndDevices() {
        assertRefused(new TarBytes().entry("l", '2', "").finished(), "l is a link");
        assertRefused(new TarBytes().entry("l", '1', "").finished(), "l is a link");
        assertRefused(new TarBytes().entry("d", '3', "").finished(), "d is a device");
        assertRefused(new TarBytes().entry("p", '6', "").finished(), "p is a device");
        assertRefused(new TarBytes().entry("s", 'S', "").finished(), "s is a sparse file");
        assertRefused(new TarBytes().entry("v", 'V', "").finished(), "v is an entry of unknown type");
    }

    @Test
    void refusesSparseFilesOfPax() {
        assertRefused(
                new TarBytes()
                        .entry("pax", 'x', "22 GNU.sparse.major=1\n")
                        .file("s", "x")
                        .finished(),
                "sparse");
    }

    @Test
    void refusesNamesThatAreNotUtf8() {
        assertRefused(
                new TarBytes().entry("ä", '0', "x", StandardCharsets.ISO_8859_1).finished(), "not UTF-8");
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] whole = new TarBytes().file("a", "x".repeat(2000)).finished();
        for (int length : new int[] {1, 511, 513, 1500, 2560}) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> files(cut)).as("%s bytes", length).hasMessageContaining("ends in the middle");
        }
    }

    @Test
    void refusesWhatIsNoTar() {
        assertRefused("no tar at all, ".repeat(50).getBytes(StandardCharsets.UTF_8), "no tar");
        byte[] zipped = new byte[600];
        zipped[0] = 0x1f;
        zipped[1] = (byte) 0x8b;
        assertRefused(zipped, "gzip");
        assertRefused(Arrays.copyOf(zipped, 100), "gzip");
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertRefused(new TarBytes().claim("a", "99999999999").finished(), "no number");
        assertRefused(
                new TarBytes()
                        .claim("a", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")
                        .finished(),
                "impossible size");
    }

    @Test
    void refusesNotesThatAreTooLongOrMakeNoSense() {
        assertRefused(new TarBytes().entry("pax", 'x', "x".repeat(70_000)).finished(), "bytes");
        assertRefused(
                new TarBytes().entry("pax", 'x', "99 path=a\n").file("a", "x").finished(), "pax header");
        assertRefused(
                new TarBytes().entry("pax", 'x', "0 path=a\n").file("a", "x").finished(), "pax header");
        assertRefused(
                new TarBytes().entry("pax", 'g', "10 path=a\n").file("a", "x").finished(), "pax header");
    }

    @Test
    void refusesMoreNotesThanAFileCanHave() {
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 200; i++) {
            tar.entry("pax", 'x', "10 path=a\n");
        }

        assertRefused(tar.file("a", "x").finished(), "too many headers");
    }

    private static void assertRefused(byte[] tar, String why) {
        assertThatThrownBy(() -> files(tar))
                .isInstanceOf(InvalidReleaseException.class)
                .hasMessageContaining(why);
    }

    private static Map<String, String> files(byte[] tar) throws IOException, InvalidReleaseException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        Map<String, String> files = new LinkedHashMap<>();
        while (reader.next()) {
            files.put(reader.path(), new String(reader.content().readAllBytes(), StandardCharsets.UTF_8));
        }
        return files;
    }
}
