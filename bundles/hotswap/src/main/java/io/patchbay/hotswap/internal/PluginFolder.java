package io.patchbay.hotswap.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what changes in the plug-in folder by looking at it again and again: a file counts only once it has stayed the same
 * for a while, and so does the absence of one. Confined to the deployer's thread.
 */
final class PluginFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
    static final int MAX_FILES = 256;
    private static final Fingerprint ABSENT = new Fingerprint(-1, 0, "");
    private static final Fingerprint NEVER_SEEN = new Fingerprint(-2, 0, "");

    private final Path folder;
    private final Map<String, Watched> files = new TreeMap<>();
    private boolean crowded;

    /** @param remembered names of files that were there when this process did not run */
    PluginFolder(Path folder, Collection<String> remembered) {
        this.folder = folder;
        remembered.forEach(name -> files.put(name, new Watched()));
    }

    /**
     * What tells one state of a file from another.
     *
     * @param key the inode where there is one: a file that was moved here may have any size and age
     */
    record Fingerprint(long size, long modifiedMillis, String key) {}

    /** A file as it was at one look. */
    record Seen(String name, Path path, Fingerprint fingerprint) {}

    /**
     * What is new since the last decisions.
     *
     * @param settled files that are no longer being written
     * @param moving files that may be
     * @param gone names whose files were deleted
     */
    record Look(List<Seen> settled, List<Seen> moving, List<String> gone) {}

    private static final class Watched {
        Fingerprint now = NEVER_SEEN;
        Fingerprint decided = NEVER_SEEN;
        long unchangedSince;
        long notBefore = Long.MIN_VALUE;
    }

    /** @throws IOException if the folder cannot be listed, which says nothing about its files */
    Look look(long nowMillis, Duration stable) throws IOException {
        Map<String, Fingerprint> present = list();
        present.keySet().forEach(name -> files.computeIfAbsent(name, unknown -> new Watched()));
        Look look = new Look(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        files.forEach((name, watched) -> {
            Fingerprint now = present.getOrDefault(name, ABSENT);
            // a file that went while this process did not run was not replaced a moment ago
            boolean longGone = now.equals(ABSENT) && watched.now.equals(NEVER_SEEN);
            if (!now.equals(watched.now)) {
                watched.now = now;
                watched.unchangedSince = nowMillis;
                watched.notBefore = Long.MIN_VALUE;
            }
            boolean settled = longGone || nowMillis - watched.unchangedSince >= stable.toMillis();
            if (now.equals(ABSENT)) {
                if (settled) {
                    look.gone.add(name);
                }
            } else if (!now.equals(watched.decided) && nowMillis >= watched.notBefore) {
                (settled ? look.settled : look.moving).add(new Seen(name, folder.resolve(name), now));
            }
        });
        look.gone.forEach(files::remove);
        return look;
    }

    /** The file needs no further look until it changes. */
    void decided(Seen seen) {
        find(seen.name).ifPresent(watched -> watched.decided = seen.fingerprint);
    }

    /** The file is to be looked at again although it has not changed. */
    void lookAgain(String name, long atMillis) {
        find(name).ifPresent(watched -> {
            watched.decided = NEVER_SEEN;
            watched.notBefore = atMillis;
        });
    }

    private Optional<Watched> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private Map<String, Fingerprint> list() throws IOException {
        Map<String, Fingerprint> present = new HashMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (name.startsWith(".")) {
                    continue;
                }
                if (present.size() < MAX_FILES || files.containsKey(name)) {
                    fingerprint(jar).ifPresent(print -> present.put(name, print));
                } else if (!crowded) {
                    crowded = true;
                    LOG.warn("More than {} jars in {}: {} and others are ignored", MAX_FILES, folder, name);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return present;
    }

    private static Optional<Fingerprint> fingerprint(Path jar) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
            return file.isRegularFile()
                    ? Optional.of(new Fingerprint(
                            file.size(), file.lastModifiedTime().toMillis(), String.valueOf(file.fileKey())))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty(); // between the listing and now, or a link to nothing
        }
    }
}
