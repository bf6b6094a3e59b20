package io.patchbay.storage;

import io.patchbay.support.content.ContentFolder;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that this worker has checked. One is handed out only while it is as it was when its hash was found right: of the same
 * size, and not written to since. Thread-safe; checking is for one thread.
 */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final ContentFolder folder;
    private final Map<String, Stamp> checked = new ConcurrentHashMap<>();
    private final AtomicBoolean suspicious = new AtomicBoolean();

    private record Stamp(long size, FileTime changed) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    /** What may be handed out. */
    record Checked(Path file, long size) {}

    Shelf(ContentFolder folder) {
        this.folder = folder;
    }

    ContentFolder folder() {
        return folder;
    }

    /** The file of that hash, if it is there and was checked; any text. */
    Optional<Checked> find(String hash) throws IOException {
        Stamp stamp = checked.get(hash);
        Optional<Path> file = stamp == null ? Optional.empty() : folder.find(hash);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!Stamp.of(file.get()).equals(stamp)) {
            LOG.warn("File {} was changed by somebody else: it is not handed out before it was checked", hash);
            checked.remove(hash, stamp);
            suspicious.set(true);
            return Optional.empty();
        }
        return Optional.of(new Checked(file.get(), stamp.size()));
    }

    /** Whether a file was found changed since the last time that this was asked. */
    boolean isSuspicious() {
        return suspicious.getAndSet(false);
    }

    /** Whether the file is there, checking it if need be; one that is not what its name says is deleted. */
    boolean has(String hash, long size) throws IOException {
        Optional<Path> file = folder.find(hash);
        if (file.isEmpty()) {
            checked.remove(hash);
            return false;
        }
        Stamp stamp = Stamp.of(file.get());
        if (stamp.equals(checked.get(hash))) {
            return true;
        }
        if (stamp.size() == size && Sha256.of(file.get()).equals(hash)) {
            checked.put(hash, stamp);
            return true;
        }
        LOG.warn("File {} is not what its name says: it is deleted, and fetched again", hash);
        delete(hash);
        return false;
    }

    /** A file whose hash was found right gets its place. */
    void adopt(Path file, String hash) throws IOException {
        folder.adopt(file, hash);
        checked.put(hash, Stamp.of(folder.place(hash)));
    }

    void delete(String hash) throws IOException {
        checked.remove(hash);
        folder.delete(hash);
    }
}
