package io.patchbay.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The folder of one sandbox, held by one process at a time; a temporary one is deleted at the end. Thread-safe. */
final class SandboxFolder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SandboxFolder.class.getName());
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNERS_FILE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int PASSWORD_OCTETS = 18;

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;

    private SandboxFolder(Path path, boolean temporary, FileChannel channel) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
    }

    /** @throws IOException if the folder cannot be made, or another process has it */
    static SandboxFolder open(Optional<Path> kept) throws IOException {
        Path path;
        if (kept.isEmpty()) {
            path = Files.createTempDirectory("patchbay-sandbox");
        } else {
            path = kept.get().toAbsolutePath().normalize();
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, OWNERS_FOLDER);
            }
        }
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException(inUse(path));
            }
            return new SandboxFolder(path, kept.isEmpty(), channel);
        } catch (OverlappingFileLockException sameProcess) {
            channel.close();
            throw new IOException(inUse(path), sameProcess);
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    private static String inUse(Path path) {
        return path + " is in use by another process: stop it, or name another folder";
    }

    Path path() {
        return path;
    }

    Path cloudsFile() {
        return path.resolve("clouds.yaml");
    }

    /** The one that is given, else the one that is kept, else a new one. */
    String password(Optional<String> given) throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        Path file = path.resolve("password");
        if (!temporary && Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] octets = new byte[PASSWORD_OCTETS];
        new SecureRandom().nextBytes(octets);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        writeForOwner(file, made + "\n");
        return made;
    }

    void writeClouds(String yaml) throws IOException {
        writeForOwner(cloudsFile(), yaml);
    }

    /** As a whole or not at all, and never readable for anybody else. */
    private static void writeForOwner(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNERS_FILE));
        Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (temporary && Files.exists(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException failed) {
            LOG.log(Level.WARNING, failed, () -> "sandbox: " + path + " could not be cleared away");
        }
    }
}
