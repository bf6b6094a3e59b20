package io.patchbay.volumes.internal;

import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders that this node takes for storages. A plan may name a folder inside of one of them, and nothing outside, whatever
 * links there are. Immutable.
 *
 * @param byStorage those of single storages, by name
 * @param others where the others lie, each in a folder of its name
 */
record Folders(Map<String, Path> byStorage, Optional<Path> others) {
    /** The member of a storage's metadata with which a plan names a folder. */
    static final String FOLDER = "folder";

    Folders {
        byStorage = Map.copyOf(byStorage);
    }

    /**
     * The folder of a storage, links resolved.
     *
     * @param type of the task that asks, for its reasons
     */
    Path of(Storage storage, String type) throws TaskFailedException {
        Optional<Path> configured = Optional.ofNullable(byStorage.get(storage.name()))
                .or(() -> others.map(folder -> folder.resolve(storage.name())));
        Optional<String> said = storage.metadata().text(FOLDER);
        Optional<Path> folder =
                said.isPresent() ? Optional.of(named(said.get(), configured, storage, type)) : configured;
        if (folder.isEmpty()) {
            throw Reasons.permanent(
                    type,
                    "no_folder",
                    "this node knows no folder of storage " + storage.name() + ": set folder." + storage.name() + " in "
                            + FileCopier.PID);
        }
        try {
            Path real = folder.get().toRealPath();
            if (!isInside(real)) {
                throw Reasons.permanent(
                        type,
                        "outside",
                        "the folder of storage " + storage.name()
                                + " leads out of the folders that this node is configured with");
            }
            if (!Files.isDirectory(real)) {
                throw Reasons.permanent(
                        type, "no_folder", "what should be the folder of storage " + storage.name() + " is none");
            }
            return real;
        } catch (NoSuchFileException missing) {
            throw Reasons.retryable(
                    type, "no_folder", "the folder of storage " + storage.name() + " is not there: is it mounted?");
        } catch (IOException failed) {
            throw Reasons.of(type, "looking for the folder of storage " + storage.name(), failed);
        }
    }

    private static Path named(String said, Optional<Path> configured, Storage storage, String type)
            throws TaskFailedException {
        try {
            Path path = Path.of(said);
            return configured.map(base -> base.resolve(path)).orElse(path);
        } catch (InvalidPathException malformed) {
            throw Reasons.permanent(
                    type, "input", "the folder that the plan gives storage " + storage.name() + " is no path");
        }
    }

    /**
     * A file to read in a storage's folder, links resolved.
     *
     * @param folder as {@link #of} gave it
     * @param what as people call it, for its reasons
     */
    Path file(Path folder, String name, String what, String type) throws TaskFailedException {
        try {
            Path real = folder.resolve(plain(name, type)).toRealPath();
            if (!isInside(real)) {
                throw Reasons.permanent(
                        type,
                        "outside",
                        what + " is a link that leads out of the folders that this node is configured with");
            }
            if (!Files.isRegularFile(real)) {
                throw Reasons.permanent(type, "no_source", what + " is no file: " + name);
            }
            return real;
        } catch (NoSuchFileException missing) {
            throw Reasons.retryable(type, "no_source", what + " is not there: no file " + name);
        } catch (IOException failed) {
            throw Reasons.of(type, "looking for " + name, failed);
        }
    }

    /** A name that is one step of a path. */
    static String plain(String name, String type) throws TaskFailedException {
        if (!isPlain(name)) {
            throw Reasons.permanent(type, "input", "the name of a file has no slashes and is not '.' or '..'");
        }
        return name;
    }

    /** Whether it is the name of a file in a folder, and of nothing elsewhere. */
    static boolean isPlain(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }

    private boolean isInside(Path real) throws IOException {
        for (Path root : roots()) {
            if (real.startsWith(root)) {
                return true;
            }
        }
        return false;
    }

    /** Those that are not there, such as a share that is not mounted, hold nothing either. */
    private List<Path> roots() throws IOException {
        List<Path> roots = new ArrayList<>();
        for (Path root :
                Stream.concat(byStorage.values().stream(), others.stream()).toList()) {
            if (Files.exists(root)) {
                roots.add(root.toRealPath());
            }
        }
        return roots;
    }
}
