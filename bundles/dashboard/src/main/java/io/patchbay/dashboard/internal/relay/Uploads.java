package io.patchbay.dashboard.internal.relay;

import io.patchbay.dashboard.internal.exchange.Bodies;
import io.patchbay.dashboard.internal.exchange.NotKeptException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that the page hands on, kept in a folder while they are on their way. Thread-safe. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final String JARS = "/cluster/v1/jars/";
    private static final String TAR = "application/x-tar";
    private static final String RELEASES = "/lobby/v1/releases";
    private static final Duration PATIENCE = Duration.ofHours(1); // some GB over a slow line

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
     * A file on its way.
     *
     * @param body what is to be read into it
     */
    record Upload(Path file, Bodies.Target body) {
        /** Nothing more is written; whoever still does is told so. */
        void end() {
            try {
                body.stream().close();
            } catch (IOException failed) {
                LOG.debug("{} could not be closed", file, failed);
            }
        }
    }

    /**
     * Makes the file that a request brings.
     *
     * @param target path and query, encoded
     * @return the file, which is to be deleted afterwards; empty if what the request brings is no file
     */
    Optional<Upload> begin(HttpServletRequest request, String target) throws NotKeptException {
        Optional<Kind> kind = kindOf(request, target);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder), "upload", ".part");
            OutputStream stream = new OwnDisk(Files.newOutputStream(file));
            return Optional.of(new Upload(
                    file, new Bodies.Target(kind.get().what(), kind.get().maxBytes(), PATIENCE, stream)));
        } catch (IOException failed) {
            throw new NotKeptException(failed);
        }
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

    /** Tells a fault of the node's disk from one of the client's connection. */
    private static final class OwnDisk extends FilterOutputStream {
        OwnDisk(OutputStream file) {
            super(file);
        }

        @Override
        public void write(byte[] piece, int begin, int length) throws IOException {
            try {
                out.write(piece, begin, length);
            } catch (IOException failed) {
                throw new NotKeptException(failed);
            }
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
