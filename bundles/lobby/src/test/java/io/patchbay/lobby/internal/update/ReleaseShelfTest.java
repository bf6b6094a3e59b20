package io.patchbay.lobby.internal.update;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseChange;
import io.patchbay.api.lobby.ReleaseChange.Reason;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.support.Threads;
import io.patchbay.support.content.ManifestText;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseShelfTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);

    @TempDir
    Path data;

    private final MemoryRecords records = new MemoryRecords();
    private final ReleaseCatalogue catalogue = new ReleaseCatalogue(records, Threads.timer("test"));
    private ReleaseShelf shelf;

    private record Folders(Path data, Path plugins, Path conf) implements NodeFolders {}

    @BeforeEach
    void open() throws IOException {
        shelf = shelf(5, 10_000, 3);
        Files.createDirectories(data.resolve("publish"));
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void publishesAFolderWithItsManifestSigned() throws IOException {
        write("1/maps/a.txt", "first");
        write("1/b.txt", "second");

        ReleaseStatus release = done(shelf.publishFolder("1.0", "1", true));

        String text = Files.readString(shelf.content(release.manifest()).orElseThrow());
        assertThat(ManifestText.read(text))
                .isEqualTo(new Manifest(
                        "1.0",
                        1_000,
                        List.of(
                                new ReleaseFile("b.txt", 6, Sha256.of("second")),
                                new ReleaseFile("maps/a.txt", 5, Sha256.of("first")))));
        assertThat(release)
                .isEqualTo(new ReleaseStatus(
                        "1.0", 1_000, 2, 11, Sha256.of(text), text.length(), "signed " + text.length(), true));
        assertThat(shelf.content(Sha256.of("first")).orElseThrow()).hasContent("first");
        assertThat(shelf.list()).containsExactly(release);
    }

    @Test
    void publishesAnArchive() throws IOException {
        done(shelf.publishArchive("1.0", tar(new TarBytes().file("maps/a.txt", "first")), true));

        assertThat(shelf.content(Sha256.of("first"))).isPresent();
    }

    @Test
    void refusesPathsThatLeadOutOfAFolder() throws IOException {
        for (String path : List.of("../a", "/etc/passwd", "a/../../b", "a//b", "a/./b", "c:\\a", "a\u0007", "a.")) {
            assertRefused(Reason.INVALID, shelf.publishArchive("1.0", tar(new TarBytes().file(path, "x")), true));
        }
        assertNothingIsLeft();
    }

    @Test
    void refusesPathsThatMeanSomethingElseOnAnotherSystem() throws IOException {
        for (String path : List.of(
                "CON",
                "nul.txt",
                "maps/com1",
                "LPT9.tar.gz",
                "aux .txt",
                " a",
                "maps/ a",
                "a ",
                "a\u202Egpj.exe",
                "\u2066a")) {
            assertRefused(Reason.INVALID, shelf.publishArchive("1.0", tar(new TarBytes().file(path, "x")), true));
        }
        assertNothingIsLeft();
    }

    @Test
    void takesPathsThatOnlyBeginLikeADevices() throws IOException {
        TarBytes files = new TarBytes().file("console", "x").file("com10", "x").file("nulls.txt", "x");
        done(shelf.publishArchive("1.0", tar(files), true));
    }

    @Test
    void refusesFilesThatAreInEachOthersWay() throws IOException {
        assertRefused(
                Reason.INVALID,
                shelf.publishArchive("1.0", tar(new TarBytes().file("A", "x").file("a", "y")), true));
        assertRefused(
                Reason.INVALID,
                shelf.publishArchive("1.0", tar(new TarBytes().file("a", "x").file("a", "x")), true));
        assertRefused(
                Reason.INVALID,
                shelf.publishArchive("1.0", tar(new TarBytes().file("a", "x").file("a/b", "y")), true));
        assertNothingIsLeft();
    }

    @Test
    void refusesAnArchiveThatIsCutOffInAFile() throws IOException {
        Path archive = data.resolve("cut.tar");
        Files.write(
                archive,
                new TarBytes()
                        .file("ok", "x")
                        .claim("a", "00000001000")
                        .raw((byte) 1)
                        .unfinished());

        assertRefused(Reason.INVALID, shelf.publishArchive("1.0", archive, true));
        assertNothingIsLeft();
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        TarBytes many = new TarBytes();
        for (int i = 0; i < 6; i++) {
            many.file("f" + i, "x");
        }

        assertRefused(Reason.TOO_LARGE, shelf.publishArchive("1.0", tar(many), true));
        assertRefused(
                Reason.TOO_LARGE, shelf.publishArchive("1.0", tar(new TarBytes().file("a", "x".repeat(10_001))), true));
        assertNothingIsLeft();
    }

    @Test
    void refusesMoreReleasesThanAreKept() throws IOException {
        for (String version : List.of("1", "2", "3")) {
            done(shelf.publishArchive(version, tar(new TarBytes().file("a", version)), true));
        }

        assertRefused(Reason.TOO_LARGE, shelf.publishArchive("4", tar(new TarBytes().file("a", "4")), true));
    }

    @Test
    void refusesAReleaseWithoutFiles() throws IOException {
        assertRefused(Reason.INVALID, shelf.publishArchive("1.0", tar(new TarBytes()), true));
    }

    @Test
    void refusesFoldersElsewhere() throws IOException {
        Files.createDirectories(data.resolve("secret"));
        Files.createSymbolicLink(data.resolve("publish/out"), data.resolve("secret"));

        assertRefused(Reason.FORBIDDEN_FOLDER, shelf.publishFolder("1.0", "../secret", true));
        assertRefused(
                Reason.FORBIDDEN_FOLDER,
                shelf.publishFolder("1.0", data.resolve("secret").toString(), true));
        assertRefused(Reason.FORBIDDEN_FOLDER, shelf.publishFolder("1.0", "out", true));
        assertRefused(Reason.INVALID, shelf.publishFolder("1.0", "missing", true));
        assertRefused(Reason.INVALID, shelf.publishFolder("1.0", "\0", true));
    }

    @Test
    void refusesLinksInAFolder() throws IOException {
        write("1/a.txt", "x");
        Files.createSymbolicLink(data.resolve("publish/1/link"), data.resolve("publish/1/a.txt"));

        assertRefused(Reason.INVALID, shelf.publishFolder("1.0", "1", true));
        assertNothingIsLeft();
    }

    @Test
    void takesTheSameReleaseAgainButNoOtherOfThatVersion() throws IOException {
        ReleaseStatus first = done(shelf.publishArchive("1.0", tar(new TarBytes().file("a", "x")), true));

        assertThat(done(shelf.publishArchive("1.0", tar(new TarBytes().file("a", "x")), true)))
                .isEqualTo(first);
        assertRefused(Reason.TAKEN, shelf.publishArchive("1.0", tar(new TarBytes().file("a", "y")), true));
        assertThat(shelf.content(Sha256.of("x"))).isPresent();
        assertThat(shelf.content(Sha256.of("y"))).isEmpty();
    }

    @Test
    void rollsBack() throws IOException {
        done(shelf.publishArchive("1.0", tar(new TarBytes().file("a", "x")), true));
        done(shelf.publishArchive("2.0", tar(new TarBytes().file("a", "y")), true));

        assertThat(done(shelf.makeCurrent("1.0")).current()).isTrue();

        assertThat(shelf.list()).extracting(ReleaseStatus::current).containsExactly(true, false);
        assertRefused(Reason.UNKNOWN, shelf.makeCurrent("3.0"));
    }

    @Test
    void deletesWhatNoOtherReleaseHas() throws IOException {
        ReleaseStatus old = done(
                shelf.publishArchive("1.0", tar(new TarBytes().file("a", "both").file("b", "old")), true));
        done(shelf.publishArchive("2.0", tar(new TarBytes().file("a", "both")), true));

        assertRefused(Reason.CURRENT, shelf.delete("2.0"));
        done(shelf.delete("1.0"));

        assertThat(shelf.content(Sha256.of("both"))).isPresent();
        assertThat(shelf.content(Sha256.of("old"))).isEmpty();
        assertThat(shelf.content(old.manifest())).isEmpty();
        assertRefused(Reason.UNKNOWN, shelf.delete("1.0"));
    }

    @Test
    void knowsNoContentByAnotherNameThanItsHash() throws IOException {
        write("1/a.txt", "x");
        done(shelf.publishFolder("1.0", "1", true));

        assertThat(shelf.content("../publish/1/a.txt")).isEmpty();
        assertThat(shelf.content(Sha256.of("x").toUpperCase(Locale.ROOT))).isEmpty();
    }

    private ReleaseShelf shelf(int maxFiles, long maxBytes, int maxReleases) throws IOException {
        return new ReleaseShelf(
                new ReleaseSettings("", maxFiles, maxBytes, maxReleases, 2),
                records,
                records,
                catalogue,
                CLOCK,
                new Folders(data, data, data));
    }

    private Path tar(TarBytes bytes) throws IOException {
        return Files.write(data.resolve("release.tar"), bytes.finished());
    }

    private void write(String path, String text) throws IOException {
        Path file = data.resolve("publish").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("releases"))) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(shelf.list()).isEmpty();
    }

    private static ReleaseStatus done(ReleaseChange change) {
        assertThat(change).isInstanceOf(ReleaseChange.Done.class);
        return ((ReleaseChange.Done) change).release();
    }

    private static void assertRefused(Reason reason, ReleaseChange change) {
        assertThat(change).isInstanceOfSatisfying(ReleaseChange.Refused.class, refused -> assertThat(refused.reason())
                .as(refused.message())
                .isEqualTo(reason));
    }
}
