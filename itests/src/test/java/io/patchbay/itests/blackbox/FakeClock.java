package io.patchbay.itests.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sets the time of day that one process sees, and not its monotonic clock, by Debian's faketime. Confined to the test's thread. */
final class FakeClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private final Path file;
    private final Path library;

    private FakeClock(Path file, Path library) {
        this.file = file;
        this.library = library;
    }

    static FakeClock in(Path folder) throws IOException {
        Optional<Path> library = library();
        Programs.require(library.isPresent(), "faketime");
        FakeClock clock = new FakeClock(folder.resolve("faketime"), library.orElseThrow());
        clock.setSecondsAhead(0);
        return clock;
    }

    /** What the process must be started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0"); // with which every wait of a Java process spins
    }

    /** Sets the clock; the process sees it after a second. */
    void setSecondsAhead(long seconds) throws IOException {
        Path next = Files.writeString(file.resolveSibling("faketime.next"), (seconds < 0 ? "" : "+") + seconds + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<Path> library() throws IOException {
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        }
    }
}
