package io.patchbay.support.content;

import io.patchbay.api.lobby.ReleaseFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files named by the SHA-256 of what they hold, {@code content/ab/abcd…}, and beside them {@code incoming/} for those that are not whole
 * yet. A file is under its hash only once all of it is there, was checked and is on disk. Thread-safe, as long as nobody adopts and
 * deletes the same file at once.
 */
public final class ContentFolder {
    private final Path content;
    private final Path incoming;

    private ContentFolder(Path root) {
        this.content = root.resolve("content");
        this.incoming = root.resolve("incoming");
    }

    /** Opens a folder, and makes it if need be. */
    public static ContentFolder in(Path root) throws IOException {
        ContentFolder folder = new ContentFolder(root);
        Files.createDirectories(folder.content);
        Files.createDirectories(folder.incoming);
        return folder;
    }

    /**
     * Where a file is, or would be.
     *
     * @param hash a hash
     * @throws IllegalArgumentException if it is none, so that no other name ever becomes a path
     */
    public Path place(String hash) {
        if (!ReleaseFile.isHash(hash)) {
            throw new IllegalArgumentException("a hash must be 64 lower-case hex digits");
        }
        return content.resolve(hash.substring(0, 2)).resolve(hash);
    }

    /** The file of that hash, if it is whole. */
    public Optional<Path> find(String hash) {
        return ReleaseFile.isHash(hash)
                ? Optional.of(place(hash)).filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                : Optional.empty();
    }

    /** Where a file grows until it is whole; left there by a crash, it can be gone on with. */
    public Path incoming(String name) {
        return incoming.resolve(name);
    }

    /** A whole file whose hash was checked gets its place, also over one that is there. */
    public void adopt(Path file, String hash) throws IOException {
        Path place = place(hash);
        Files.createDirectories(place.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true); // before the name promises that it is all there
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets a file. */
    public void delete(String hash) throws IOException {
        Files.deleteIfExists(place(hash));
    }

    /** Every hash that has a file. */
    public List<String> hashes() throws IOException {
        List<String> hashes = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(content)) {
            for (Path folder : folders) {
                hashes.addAll(names(folder).stream().filter(ReleaseFile::isHash).toList());
            }
        }
        return hashes;
    }

    /** What is not whole. */
    public List<Path> allIncoming() throws IOException {
        return names(incoming).stream().map(incoming::resolve).toList();
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
