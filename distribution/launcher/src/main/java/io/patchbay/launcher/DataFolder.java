package io.patchbay.launcher;

import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds a node's state, held by one process at a time. Thread-safe. */
final class DataFolder implements AutoCloseable {
    /** The layout that this version reads and writes. */
    static final int FORMAT = 1;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws UsageException if another process has it, a newer version wrote it, or its secrets cannot be used */
    static DataFolder open(Path path) throws IOException, UsageException {
        if (!Files.isDirectory(path)) {
            try {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            } catch (IOException refused) {
                throw new UsageException("--data " + path + " cannot be made: " + refused, refused);
            }
        }
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(path);
            }
            checkFormat(path);
            CredentialsFile.check(path);
            return new DataFolder(path, channel, lock);
        } catch (OverlappingFileLockException sameProcess) {
            channel.close();
            throw inUse(path);
        } catch (IOException | UsageException failed) {
            channel.close();
            throw failed;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static UsageException inUse(Path path) {
        return new UsageException("--data " + path + " is in use by another process: stop it, or name another folder");
    }

    private static void checkFormat(Path path) throws IOException, UsageException {
        Path file = path.resolve("format");
        if (!Files.exists(file)) {
            Files.writeString(file, FORMAT + "\n");
            return;
        }
        String text = Files.readString(file).strip();
        int format;
        try {
            format = Integer.parseInt(text);
        } catch (NumberFormatException nonsense) {
            throw new UsageException("--data " + path + " has a format that is no number: " + text, nonsense);
        }
        if (format > FORMAT) {
            throw new UsageException("--data " + path + " has format " + format
                    + ", written by a newer version; this one reads up to " + FORMAT);
        }
    }
}
