package io.patchbay.volumes.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which copies are made. Whole ones lie in it; what is unfinished, and what is kept of each, in {@value #HIDDEN}
 * below, from where a copy is renamed to its place. Immutable.
 *
 * @param path links resolved
 */
record TargetFolder(Path path) {
    static final String HIDDEN = ".patchbay";
    private static final Pattern COPY = Pattern.compile("patchbay-[0-9a-f]{40}(\\.snapshot-\\d{1,5})?");
    private static final int MARK_DIGITS = 40;

    /** What the copy of a volume is called. */
    static String nameOf(String idempotencyKey) {
        return "patchbay-" + idempotencyKey.substring(0, MARK_DIGITS);
    }

    /** What the copy of a volume's snapshot is called. */
    static String nameOf(String idempotencyKey, int snapshot) {
        return nameOf(idempotencyKey) + ".snapshot-" + snapshot;
    }

    /** Whether something is called as copies are. */
    static boolean isCopy(String name) {
        return COPY.matcher(name).matches();
    }

    /** Where a whole copy is. */
    Path copy(String name) {
        return path.resolve(name);
    }

    /** What a copy is called now. */
    String currentName(String name) throws IOException {
        if (isFile(copy(name))) {
            return name;
        }
        return record(name).name().filter(other -> isFile(path.resolve(other))).orElse(name);
    }

    /** Whether a copy is there, under whatever name. */
    boolean has(String name) throws IOException {
        return isFile(path.resolve(currentName(name)));
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    CopyRecord record(String name) throws IOException {
        return CopyRecord.read(hidden().resolve(name));
    }

    void keep(String name, CopyRecord record) throws IOException {
        makeHidden();
        record.write(hidden().resolve(name));
    }

    private Path hidden() {
        return path.resolve(HIDDEN);
    }

    void makeHidden() throws IOException {
        Files.createDirectories(hidden());
        if (!Files.isDirectory(hidden(), LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(HIDDEN + " in the storage's folder must be a folder, not a link to one");
        }
    }

    /** The file of an unfinished copy that an attempt begins. */
    Path part(String name, long epoch) {
        return hidden().resolve(name + "." + epoch + ".part");
    }

    static Path journalOf(Path part) {
        return part.resolveSibling(part.getFileName() + ".journal");
    }

    /** The files of unfinished copies that earlier attempts have left; the one written to last is first. */
    List<Path> parts(String name) throws IOException {
        Pattern ours = Pattern.compile(Pattern.quote(name) + "\\.-?\\d+\\.part");
        Map<Path, FileTime> changed = new TreeMap<>();
        for (Path part : hiddenFiles(file -> ours.matcher(file).matches())) {
            modified(part).ifPresent(time -> changed.put(part, time));
        }
        return changed.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Deletes what unfinished attempts have left of a copy; who still writes to it notices when it has done. */
    void sweep(String name) throws IOException {
        for (Path part : parts(name)) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(journalOf(part));
        }
    }

    /** Deletes what attempts have left that nobody came back to. */
    void sweepOlder(FileTime time) throws IOException {
        for (Path part : hiddenFiles(file -> file.endsWith(".part"))) {
            if (isOlder(part, time) && isOlder(journalOf(part), time)) {
                Part.sweep(part);
            }
        }
        for (Path draft : hiddenFiles(file -> file.endsWith(CopyRecord.DRAFT))) {
            if (isOlder(draft, time)) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private static boolean isOlder(Path file, FileTime time) throws IOException {
        return modified(file).filter(when -> when.compareTo(time) >= 0).isEmpty();
    }

    /** Empty if it is not there, or no longer. */
    private static Optional<FileTime> modified(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private List<Path> hiddenFiles(Predicate<String> named) throws IOException {
        if (!Files.isDirectory(hidden(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(hidden())) {
            return files.filter(file -> named.test(file.getFileName().toString()))
                    .toList();
        }
    }

    /** Deletes a copy, under whatever name, and all that is kept of it. */
    void delete(String name) throws IOException {
        CopyRecord record = record(name);
        Files.deleteIfExists(copy(name));
        if (record.name().isPresent()) {
            Files.deleteIfExists(path.resolve(record.name().get()));
        }
        sweep(name);
        Files.deleteIfExists(hidden().resolve(name)); // last: another attempt needs it
    }

    /** Has the names in it on disk. */
    void force() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
