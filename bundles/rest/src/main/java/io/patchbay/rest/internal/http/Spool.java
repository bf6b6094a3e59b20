package io.patchbay.rest.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Temporary files for bodies that are too large for memory, readable by this user only. Files that a crash left behind are deleted
 * at the start. Thread-safe.
 */
public final class Spool implements NewFiles {
    private final Path folder;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /**
     * Files in a folder.
     *
     * @param folder made if absent; nobody else uses it
     */
    public static Spool in(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder " + folder + " cannot be used", failed);
        }
        return new Spool(folder);
    }

    @Override
    public Path file() throws IOException {
        return Files.createTempFile(folder, "body-", ".tmp"); // readable by its owner only, by contract
    }
}
