package io.patchbay.volumes.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an unfinished copy, with its journal. Only one attempt writes to a file, ever: an attempt that was paused and goes on
 * when another has finished must not write into what is a volume by now. So an earlier attempt's file is taken over only with its
 * lock, which a process that is gone gives up and one that is paused does not. Confined to one thread.
 */
final class Part implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Part.class);

    private final Path path;
    private final FileChannel file;
    private final Journal journal;

    private Part(Path path, FileChannel file, Journal journal) {
        this.path = path;
        this.file = file;
        this.journal = journal;
    }

    /**
     * Takes what an earlier attempt has left, or begins anew.
     *
     * @param epoch of the attempt
     * @param subject as of {@link Journal#open}
     */
    static Part take(TargetFolder folder, String name, long epoch, String subject) throws IOException {
        folder.makeHidden();
        for (Path left : folder.parts(name)) {
            if (!Taken.add(left)) {
                continue;
            }
            Optional<FileChannel> locked = lock(left);
            if (locked.isPresent()) {
                return open(left, locked.get(), subject);
            }
            Taken.remove(left);
        }
        Path own = folder.part(name, epoch);
        boolean first = Taken.add(own);
        try {
            FileChannel file = FileChannel.open(
                    own, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            isLocked(file); // where there are no locks nobody takes it over, which costs only time
            return open(own, file, subject);
        } catch (IOException failed) {
            if (first) {
                Taken.remove(own);
            }
            throw failed;
        }
    }

    /** Deletes a file that an attempt has left, unless one still writes to it or reads it again, which may take hours. */
    static void sweep(Path left) throws IOException {
        if (!Taken.add(left)) {
            return;
        }
        try {
            Optional<FileChannel> locked = lock(left);
            if (locked.isPresent()) {
                try {
                    delete(left);
                } finally {
                    locked.get().close();
                }
            }
        } finally {
            Taken.remove(left);
        }
    }

    private static void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(TargetFolder.journalOf(path));
    }

    private static Part open(Path path, FileChannel file, String subject) throws IOException {
        try {
            return new Part(path, file, Journal.open(TargetFolder.journalOf(path), subject));
        } catch (IOException failed) {
            Taken.remove(path);
            file.close();
            throw failed;
        }
    }

    /** Empty also if it is gone, or not ours to write. */
    private static Optional<FileChannel> lock(Path path) {
        try {
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            // who had it may have finished between our opening and locking: it is in its place then
            if (isLocked(file) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(file);
            }
            file.close();
        } catch (IOException unusable) {
            LOG.debug("{} cannot be gone on with", path, unusable);
        }
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel file) {
        try {
            Optional<FileLock> lock = Optional.ofNullable(file.tryLock());
            return lock.isPresent();
        } catch (OverlappingFileLockException | IOException unlockable) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    FileChannel file() {
        return file;
    }

    Journal journal() {
        return journal;
    }

    /** Deletes it: what it holds is of no use. */
    void discard() throws IOException {
        delete(path);
    }

    @Override
    public void close() throws IOException {
        try {
            journal.close();
        } finally {
            file.close();
            Taken.remove(path);
        }
    }
}
