package io.patchbay.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** A folder that holds one copy of a store and a manifest that says what it is. Confined to one thread. */
final class BackupFolder {
    private static final String STORE = "store.jsonl.gz";
    private static final String MANIFEST = "manifest.json";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private BackupFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder that holds no copy yet; it is made where it is missing.
     *
     * @throws UsageException if it holds one already, or is none
     */
    static BackupFolder create(Path folder) throws UsageException, IOException {
        for (String name : new String[] {STORE, MANIFEST}) {
            if (Files.exists(folder.resolve(name))) {
                throw new UsageException(folder + " holds a backup already: name another folder");
            }
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(folder + " is no folder");
        }
        try {
            Files.createDirectories(folder);
        } catch (FileSystemException refused) { // whose message is hardly more than the path
            throw new UsageException(folder + " cannot be made: " + refused, refused);
        }
        return new BackupFolder(folder);
    }

    /** @throws UsageException if there is no copy in it */
    static BackupFolder open(Path folder) throws UsageException {
        for (String name : new String[] {STORE, MANIFEST}) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new UsageException(folder + " holds no backup: there is no " + name);
            }
        }
        return new BackupFolder(folder);
    }

    /** An empty file in it that only its owner may read: there are keys in a store. */
    Path newPart() throws IOException {
        return Files.createTempFile(
                folder,
                STORE,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /**
     * Puts a complete copy in place, the manifest last: where there is one, the copy is whole.
     *
     * @return what the user is told
     */
    String finish(Path part, URI source) throws IOException {
        long bytes = Files.size(part);
        if (bytes == 0) {
            throw new IOException("the node sent nothing");
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        String sha256 = sha256(part);
        Path store = folder.resolve(STORE);
        Files.move(part, store, StandardCopyOption.ATOMIC_MOVE);
        ObjectNode manifest = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("madeBy", "patchbay backup " + version())
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("source", source.toString())
                .put("file", STORE)
                .put("bytes", bytes)
                .put("sha256", sha256);
        Path written = Files.writeString(folder.resolve(MANIFEST + ".part"), manifest.toPrettyString() + "\n");
        Files.move(written, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        return "wrote " + store + ", " + bytes + " bytes";
    }

    /**
     * The copy, if it is as it was written.
     *
     * @throws IOException if it is not, or a newer version wrote it
     */
    Path verified() throws IOException {
        Path store = folder.resolve(STORE);
        JsonNode manifest;
        try {
            manifest = JSON.readTree(folder.resolve(MANIFEST).toFile());
        } catch (IOException unreadable) {
            throw new IOException(folder.resolve(MANIFEST) + " is damaged", unreadable);
        }
        if (manifest.path("format").asInt(-1) != FORMAT) {
            throw new IOException(folder.resolve(MANIFEST) + " has format " + manifest.path("format")
                    + "; this version reads format " + FORMAT);
        }
        if (!manifest.path("sha256").asText().equals(sha256(store))) {
            throw new IOException(store + " is damaged: its SHA-256 is not that of the manifest");
        }
        return store;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String version() {
        String version = BackupFolder.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }
}
