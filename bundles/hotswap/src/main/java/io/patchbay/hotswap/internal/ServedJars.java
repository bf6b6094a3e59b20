package io.patchbay.hotswap.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which content is in force for which file of the plug-in folder, and which was before: what a restart must know, kept in
 * {@code state.json}. Confined to the deployer's thread.
 */
final class ServedJars {
    private static final Logger LOG = LoggerFactory.getLogger(ServedJars.class);
    private static final int KEPT_PREDECESSORS = 2;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final JsonFile<Content> file;
    private final Map<String, Served> byFile = new TreeMap<>();
    private boolean unsaved;
    private boolean refused;

    ServedJars(Path file) {
        this.file = new JsonFile<>(file, Content.class);
        this.file.read().ifPresent(content -> content.files.forEach(served -> byFile.put(served.file, served)));
    }

    /**
     * One content that was accepted once.
     *
     * @param modifiedMillis when its file was written
     * @param plugins that passed their checks, each as {@link PluginKey#toString()} has it
     */
    record Copy(String sha256, String symbolicName, String version, long modifiedMillis, Set<String> plugins) {
        Copy {
            if (sha256 == null || !SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 must be 64 hex digits"); // it becomes a file name
            }
            plugins = plugins == null ? Set.of() : new TreeSet<>(plugins);
        }

        Copy with(String plugin) {
            Set<String> more = new TreeSet<>(plugins);
            more.add(plugin);
            return new Copy(sha256, symbolicName, version, modifiedMillis, more);
        }
    }

    /**
     * One file of the plug-in folder.
     *
     * @param current the content that is installed
     * @param previous contents that served before, newest first
     * @param faulty plug-ins of the current content that broke their contracts too often
     */
    record Served(String file, Copy current, List<Copy> previous, Set<String> faulty) {
        Served {
            if (file == null || file.isBlank() || current == null) {
                throw new IllegalArgumentException("file and current must be given");
            }
            previous = previous == null ? List.of() : List.copyOf(previous);
            faulty = faulty == null ? Set.of() : new TreeSet<>(faulty);
        }

        /** The current content first. */
        Stream<Copy> copies() {
            return Stream.concat(Stream.of(current), previous.stream());
        }

        private boolean has(String sha256) {
            return current.sha256.equals(sha256);
        }

        /** As it was before the current content, which is no more. */
        private Optional<Served> before() {
            return previous.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Served(file, previous.get(0), previous.subList(1, previous.size()), Set.of()));
        }

        private Served followedBy(Copy next) {
            List<Copy> older = new ArrayList<>(previous);
            if (faulty.isEmpty()) { // else it is not a good one to go back to
                older.add(0, current);
            }
            older.removeIf(copy -> copy.sha256.equals(next.sha256));
            return new Served(file, next, older.subList(0, Math.min(KEPT_PREDECESSORS, older.size())), Set.of());
        }
    }

    /** The file. */
    record Content(int format, List<Served> files) {
        Content {
            files = files == null ? List.of() : List.copyOf(files);
        }
    }

    /** By file name. */
    List<Served> all() {
        return List.copyOf(byFile.values());
    }

    Optional<Served> find(String name) {
        return Optional.ofNullable(byFile.get(name));
    }

    /** From now on this content is in force for the file. */
    void accept(String name, Copy copy) {
        Served served = find(name)
                .map(before -> before.has(copy.sha256) ? before : before.followedBy(copy))
                .orElseGet(() -> new Served(name, copy, List.of(), Set.of()));
        if (!served.equals(byFile.put(name, served))) {
            unsaved = true;
        }
    }

    void forget(String name) {
        unsaved |= byFile.remove(name) != null;
    }

    /** The plug-in of this content passed its check. */
    void passed(String sha256, String plugin) {
        change(sha256, served -> new Served(served.file, served.current.with(plugin), served.previous, served.faulty));
    }

    /** The plug-in of this content broke its contract too often, or no longer counts as one that did. */
    void setFaulty(String sha256, String plugin, boolean isFaulty) {
        change(sha256, served -> {
            Set<String> faulty = new TreeSet<>(served.faulty);
            if (isFaulty) {
                faulty.add(plugin);
            } else {
                faulty.remove(plugin);
            }
            return new Served(served.file, served.current, served.previous, faulty);
        });
    }

    /** The plug-ins of this content that are known to be faulty. */
    Set<String> faulty(String sha256) {
        Set<String> faulty = new HashSet<>();
        byFile.values().stream().filter(served -> served.has(sha256)).forEach(served -> faulty.addAll(served.faulty));
        return faulty;
    }

    /** The plug-ins of this content that have passed their check. */
    Set<String> passed(String sha256) {
        return byFile.values().stream()
                .flatMap(Served::copies)
                .filter(copy -> copy.sha256.equals(sha256))
                .flatMap(copy -> copy.plugins.stream())
                .collect(Collectors.toSet());
    }

    /**
     * This content may not be in force after all: each file that has it goes back to the one before, or to none.
     *
     * @return those files
     */
    List<String> reject(String sha256) {
        List<Served> rejected =
                byFile.values().stream().filter(served -> served.has(sha256)).toList();
        rejected.forEach(served -> served.before()
                .ifPresentOrElse(before -> byFile.put(served.file, before), () -> byFile.remove(served.file)));
        unsaved |= !rejected.isEmpty();
        return rejected.stream().map(Served::file).toList();
    }

    /** Contents that offered this plug-in before, by file, newest first. */
    Map<String, List<Copy>> predecessors(String plugin) {
        Map<String, List<Copy>> predecessors = new TreeMap<>();
        byFile.forEach((name, served) -> predecessors.put(
                name,
                served.previous.stream()
                        .filter(copy -> copy.plugins.contains(plugin))
                        .toList()));
        return predecessors;
    }

    /** Of every content that may be needed again. */
    Set<String> sha256s() {
        Set<String> sha256s = new HashSet<>();
        byFile.values().stream().flatMap(Served::copies).map(Copy::sha256).forEach(sha256s::add);
        return sha256s;
    }

    /** Tries again at the next call if the disk refuses. */
    void save() {
        if (!unsaved) {
            return;
        }
        try {
            file.write(new Content(1, all()));
            unsaved = false;
            refused = false;
        } catch (IOException failed) {
            if (!refused) { // one line is enough until the disk is well again
                LOG.error("What serves could not be written down: a restart now would not know it", failed);
            }
            refused = true;
        }
    }

    private void change(String sha256, UnaryOperator<Served> change) {
        byFile.replaceAll((name, served) -> {
            Served changed = served.has(sha256) ? change.apply(served) : served;
            unsaved |= !changed.equals(served);
            return changed;
        });
    }
}
