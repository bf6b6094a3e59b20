package io.patchbay.node.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Linux's {@code /proc/uptime}: seconds since the machine was switched on, sleep included, and a figure of no use here. */
final class Uptime {
    static final Path LINUX = Path.of("/proc/uptime");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,12})\\.(\\d\\d) .*\\R?");

    private Uptime() {}

    /** Milliseconds, to a hundredth of a second; empty on a system that has no such file. */
    static Optional<Long> millis(Path file) {
        try {
            Matcher text = SECONDS.matcher(Files.readString(file));
            return text.matches()
                    ? Optional.of(Long.parseLong(text.group(1)) * 1_000 + Long.parseLong(text.group(2)) * 10)
                    : Optional.empty();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
