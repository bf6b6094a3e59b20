package io.patchbay.migrator.internal.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file with the keys of this node, a line each: the first seals, all open. What is in it counts within a second, so that one who
 * copies a key there need not restart anything. Thread-safe; reads a small file.
 */
public final class KeyFile {
    /** How it is called in the node's data folder. */
    public static final String NAME = "recovery.key";

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 8192;
    private static final int MOST_KEYS = 16;
    private static final String OWNERS = "rw-------";
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path file;
    private final boolean own;
    private final Clock clock;
    private volatile Seen seen = new Seen(Instant.MIN, Keys.none("nobody has looked"));

    private record Seen(Instant at, Keys keys) {}

    /**
     * What is in the file.
     *
     * @param all the keys, the first of which seals
     * @param trouble why there are none
     */
    record Keys(List<SealingKey> all, Optional<String> trouble) {
        static Keys none(String trouble) {
            return new Keys(List.of(), Optional.of(trouble));
        }

        Optional<SealingKey> find(String id) {
            return all.stream().filter(key -> key.id().equals(id)).findFirst();
        }
    }

    /** @param own whether no other node needs the same keys, so that a first one is made here */
    public KeyFile(Path file, boolean own, Clock clock) {
        this.file = file;
        this.own = own;
        this.clock = clock;
    }

    /** What is in it, or was a moment ago. */
    Keys keys() {
        Seen last = seen;
        Instant now = clock.instant();
        return now.isBefore(last.at()) || now.isAfter(last.at().plus(GLANCE)) ? look(now) : last.keys();
    }

    /** What is in it now, to seal with; the first key is made where this node may. */
    synchronized Keys sealing() {
        if (own && !Files.exists(file)) {
            try {
                make();
            } catch (IOException failed) {
                return Keys.none(file + " cannot be made: " + failed);
            }
        }
        return look(clock.instant());
    }

    /** Whether there will be a key to seal with, without making one. */
    Keys prospect() {
        return own && !Files.exists(file) ? new Keys(List.of(), Optional.empty()) : look(clock.instant());
    }

    private Keys look(Instant now) {
        Keys keys = read();
        seen = new Seen(now, keys);
        return keys;
    }

    private Keys read() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                return Keys.none(file + " is open to others than its owner ("
                        + PosixFilePermissions.toString(permissions) + "): chmod 600 " + file);
            }
            return Files.size(file) > MOST_BYTES ? malformed() : parsed(Files.readAllLines(file));
        } catch (NoSuchFileException missing) {
            return Keys.none("there is no " + file
                    + ": copy it from another node, or make one for all of them, (umask 077; openssl rand -hex "
                    + SealingKey.BYTES + " > " + file + ")");
        } catch (IOException unreadable) {
            return Keys.none(file + " cannot be read: " + unreadable);
        }
    }

    private Keys parsed(List<String> lines) {
        List<SealingKey> keys = new ArrayList<>();
        for (String line : lines) {
            String digits = line.strip();
            if (!digits.isEmpty() && !digits.startsWith("#")) {
                Optional<SealingKey> key = SealingKey.of(digits);
                if (key.isEmpty()) {
                    return malformed();
                }
                keys.add(key.get());
            }
        }
        return keys.isEmpty() || keys.size() > MOST_KEYS ? malformed() : new Keys(List.copyOf(keys), Optional.empty());
    }

    private Keys malformed() {
        return Keys.none(file + " must have 1 to " + MOST_KEYS + " keys, a line each, of " + 2 * SealingKey.BYTES
                + " hex digits: openssl rand -hex " + SealingKey.BYTES + " prints one");
    }

    /** Beside it, on disk, and into its place: a job must not be sealed with a key that a crash takes away. */
    private void make() throws IOException {
        byte[] bytes = new byte[SealingKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes) + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNERS)))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Arrays.fill(bytes, (byte) 0);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
