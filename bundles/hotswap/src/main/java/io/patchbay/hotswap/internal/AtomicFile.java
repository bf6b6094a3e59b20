package io.patchbay.hotswap.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that are either wholly the old ones or wholly the new ones, whatever happens. Written by streams, since a channel is closed
 * under a thread that is interrupted: a node that stops while its disk is slow would lose what it was about to write down.
 */
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileOutputStream stream = new FileOutputStream(written.toFile())) {
            stream.write(content);
            stream.getFD().sync();
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns once the content is on the disk. */
    static void flush(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }
}
