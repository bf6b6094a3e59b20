package io.patchbay.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data folder is one worker's: two would delete each other's files, and be one worker to the nodes. Thread-safe. */
final class FolderLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes a folder, and makes it if need be. The system gives it back when the process ends, however it does.
     *
     * @throws IOException if another worker has it, or it cannot be written to
     */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(file)) {
            file.close();
            throw new IOException("the folder " + folder.toAbsolutePath()
                    + " is another storage node's: name a folder of its own by --data, and another port by --port");
        }
        return new FolderLock(file);
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null; // held until the channel is closed
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            LOG.debug("The lock of a folder could not be given back before the process ends", failed);
        }
    }
}
