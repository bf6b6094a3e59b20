package io.patchbay.dashboard.internal.relay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that the page hands on, kept in a folder while they are on their way. Thread-safe; to keep one waits for the client. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final String JARS = "/cluster/v1/jars/";
    private static final String TAR = "application/x-tar";
    private static final String RELEASES = "/lobby/v1/releases";

    private final Path folder;
    private final Relay.Bounds bounds;

    /** What is handed on as a file, and how long it may be. */
    private record Kind(String what, long maxBytes) {}

    /** @param folder made when it is needed. What is left there of a node that was killed is deleted */
    Uploads(Path folder, Relay.Bounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
        clear();
    }

    private void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "upload*.part")) {
            for (Path upload : left) {
                Files.deleteIfExists(upload);
            }
        } catch (IOException | DirectoryIteratorException failed) {
            LOG.warn("Uploads that were not finished are left over in {}", folder, failed);
        }
    }

    /**
     * Keeps the file that a request brings.
     *
     * @param target path and query, encoded
     * @return the file, which is to be deleted afterwards; empty if what the request brings is no file
     * @throws TooLargeException if it is longer than it may be
     * @throws NotKeptException if the node's own disk fails
     */
    Optional<Path> keep(HttpServletRequest request, String target) throws IOException {
        Optional<Kind> kind = kindOf(request, target);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Path file = makeFile();
        boolean whole = false;
        try {
            read(request, kind.get(), file);
            whole = true;
        } finally {
            if (!whole) {
                delete(file);
            }
        }
        return Optional.of(file);
    }

    private Optional<Kind> kindOf(HttpServletRequest request, String target) {
        if (request.getMethod().equals("PUT") && target.startsWith(JARS)) {
            return Optional.of(new Kind("A jar", bounds.maxJarBytes()));
        }
        boolean isRelease = request.getMethod().equals("POST")
                && (target.equals(RELEASES) || target.startsWith(RELEASES + "?"))
                && TAR.equals(request.getContentType());
        return isRelease ? Optional.of(new Kind("A release", bounds.maxReleaseBytes())) : Optional.empty();
    }

    private static void read(HttpServletRequest request, Kind kind, Path file) throws IOException {
        requireAtMost(kind, request.getContentLengthLong()); // before it is read, if it says how long it is
        try (InputStream body = request.getInputStream();
                OutputStream target = Files.newOutputStream(file)) {
            byte[] piece = new byte[65_536];
            long length = 0;
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                length += read;
                requireAtMost(kind, length);
                append(target, piece, read);
            }
        }
    }

    private static void requireAtMost(Kind kind, long length) throws TooLargeException {
        if (length > kind.maxBytes()) {
            throw new TooLargeException(kind.what(), kind.maxBytes());
        }
    }

    /** The node's own disk fails, and not the client's connection. */
    static final class NotKeptException extends IOException {
        private static final long serialVersionUID = 1;

        NotKeptException(IOException cause) {
            super(cause);
        }
    }

    private Path makeFile() throws NotKeptException {
        try {
            return Files.createTempFile(Files.createDirectories(folder), "upload", ".part");
        } catch (IOException failed) {
            throw new NotKeptException(failed);
        }
    }

    private static void append(OutputStream file, byte[] piece, int length) throws NotKeptException {
        try {
            file.write(piece, 0, length);
        } catch (IOException failed) {
            throw new NotKeptException(failed);
        }
    }

    /** Forgets a file. */
    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            LOG.warn("{} is left over from an upload", file, failed);
        }
    }
}
