package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectionCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars that Patchbay keeps for itself, each named after its content. Confined to the deployer's thread. */
final class JarCopies {
    private static final Logger LOG = LoggerFactory.getLogger(JarCopies.class);
    private static final String INCOMING = "incoming.tmp";
    private static final String ENDING = ".jar";

    private final Path folder;

    JarCopies(Path folder) {
        this.folder = folder;
    }

    /**
     * A jar of which a copy is kept.
     *
     * @param sha256 64 hex digits
     */
    record Kept(String sha256, WholeJar jar) {}

    /**
     * Copies a jar, unless its copy is there already.
     *
     * @throws RefusedJarException if it is not a whole bundle
     * @throws IOException if it cannot be read or copied, or changes meanwhile
     */
    Kept keep(Path jar) throws IOException, RefusedJarException {
        if (Files.size(jar) > WholeJar.MAX_BYTES) {
            throw new RefusedJarException(RejectionCause.TOO_LARGE, "larger than " + WholeJar.MAX_BYTES + " bytes");
        }
        String sha256 = hash(jar);
        if (holds(sha256)) {
            return new Kept(sha256, WholeJar.read(copyOf(sha256)));
        }
        Files.createDirectories(folder);
        Path incoming = folder.resolve(INCOMING);
        try {
            Files.copy(jar, incoming, StandardCopyOption.REPLACE_EXISTING);
            WholeJar whole = WholeJar.read(incoming);
            if (!hash(incoming).equals(sha256)) {
                throw new IOException("the file changes while it is read");
            }
            AtomicFile.flush(incoming);
            Files.move(incoming, copyOf(sha256), StandardCopyOption.ATOMIC_MOVE);
            return new Kept(sha256, whole);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** Whether an undamaged copy of this content is kept. */
    boolean holds(String sha256) throws IOException {
        Path copy = copyOf(sha256);
        return Files.isRegularFile(copy) && hash(copy).equals(sha256);
    }

    InputStream open(String sha256) throws IOException {
        return Files.newInputStream(copyOf(sha256));
    }

    /** Deletes every copy but these. */
    void retain(Set<String> sha256s) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path copy : copies) {
                String name = copy.getFileName().toString();
                if (!sha256s.contains(name.substring(0, name.length() - ENDING.length()))) {
                    Files.delete(copy);
                }
            }
        } catch (IOException failed) {
            LOG.warn("Old copies of plug-ins stay in {}", folder, failed); // costs room on the disk, nothing else
        }
    }

    private Path copyOf(String sha256) {
        return folder.resolve(sha256 + ENDING);
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }
}
