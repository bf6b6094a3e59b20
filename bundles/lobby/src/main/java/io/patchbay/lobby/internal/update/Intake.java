package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.ReleaseChange.Reason;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.support.RandomIds;
import io.patchbay.support.content.ContentFolder;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Copies the files of one release among the contents of this node, and bounds them. Confined to one thread. */
final class Intake implements ReleaseSource.Sink {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ContentFolder folder;
    private final int maxFiles;
    private final long maxBytes;
    private final List<ReleaseFile> files = new ArrayList<>();
    private final List<String> added = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytes;

    Intake(ContentFolder folder, int maxFiles, long maxBytes) {
        this.folder = folder;
        this.maxFiles = maxFiles;
        this.maxBytes = maxBytes;
    }

    @Override
    public void file(String path, InputStream content) throws IOException, InvalidReleaseException {
        if (files.size() == maxFiles) {
            throw new InvalidReleaseException(
                    Reason.TOO_LARGE,
                    "a release may have " + maxFiles
                            + " files (the key maxFiles of io.patchbay.lobby.releases), but this one has more");
        }
        check(path);
        Path copy = folder.incoming("publish-" + RandomIds.hex24());
        try {
            MessageDigest digest = Sha256.digest();
            long size = copy(content, copy, digest);
            String hash = Sha256.hex(digest);
            if (folder.find(hash).isEmpty()) {
                folder.adopt(copy, hash);
                added.add(hash);
            }
            files.add(new ReleaseFile(path, size, hash));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The files so far, in order of path. */
    List<ReleaseFile> files() {
        return files.stream().sorted(Comparator.comparing(ReleaseFile::path)).toList();
    }

    /** Deletes what was not there before. */
    void undo() throws IOException {
        for (String hash : added) {
            folder.delete(hash);
        }
    }

    private static void check(String path) throws InvalidReleaseException {
        try {
            ReleaseFile.requirePath(path);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidReleaseException(wrong.getMessage());
        }
    }

    private long copy(InputStream content, Path target, MessageDigest digest)
            throws IOException, InvalidReleaseException {
        long size = 0;
        try (OutputStream copy = Files.newOutputStream(target)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                bytes += read;
                if (bytes > maxBytes) {
                    throw new InvalidReleaseException(
                            Reason.TOO_LARGE,
                            "a release may have " + maxBytes
                                    + " bytes (the key maxReleaseBytes of io.patchbay.lobby.releases), but this one has more");
                }
                digest.update(buffer, 0, read);
                copy.write(buffer, 0, read);
            }
        }
        return size;
    }
}
