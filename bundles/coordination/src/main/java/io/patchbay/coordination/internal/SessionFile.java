package io.patchbay.coordination.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers this node's session beyond its process, in a file that only its owner may read: three lines, ensemble, id and
 * password. Confined to one thread.
 */
final class SessionFile {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);
    private static final int SIZE_LIMIT = 4096;

    private final Path file;

    SessionFile(Path file) {
        this.file = file;
    }

    /** The session stored last; empty too if the file cannot be understood, which is logged. */
    Optional<StoredSession> read() throws IOException {
        byte[] content;
        try {
            if (Files.size(file) > SIZE_LIMIT) {
                LOG.warn("{} is too large to hold a session and is ignored", file);
                return Optional.empty();
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() != 3) {
            LOG.warn("{} does not hold a session and is ignored", file);
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StoredSession(lines.get(0), HexFormat.fromHexDigitsToLong(lines.get(1)), lines.get(2)));
        } catch (IllegalArgumentException notHex) {
            LOG.warn("{} does not hold a session and is ignored", file, notHex);
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole; durable on return. */
    void write(StoredSession session) throws IOException {
        String content =
                session.ensemble() + "\n" + HexFormat.of().toHexDigits(session.id()) + "\n" + session.password() + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
