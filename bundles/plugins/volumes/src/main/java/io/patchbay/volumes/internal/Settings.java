package io.patchbay.volumes.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How volumes in folders are found and copied. Immutable.
 *
 * @param folders where storages lie
 * @param volumeFile the file of a volume; {@value #ID} stands for its id
 * @param snapshotFile the file of a snapshot; {@value #ID} stands for its id
 * @param maxBytesPerSecond 0: no limit
 * @param keepUnfinished how long what an attempt has left is kept
 */
record Settings(
        Folders folders, String volumeFile, String snapshotFile, long maxBytesPerSecond, Duration keepUnfinished) {
    private static final String ID = "{id}";
    private static final String FOLDER = "folder.";
    private static final String OTHERS = FOLDER + "others";
    private static final int LONGEST_HOURS = 24 * 365;

    /** @throws IllegalArgumentException if a value makes no sense */
    Settings {
        requirePattern("volumeFile", volumeFile);
        requirePattern("snapshotFile", snapshotFile);
        if (maxBytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    FileCopier.PID + ": maxBytesPerSecond must be at least 0 but was " + maxBytesPerSecond);
        }
        if (keepUnfinished.toHours() < 1 || keepUnfinished.toHours() > LONGEST_HOURS) {
            throw new IllegalArgumentException(FileCopier.PID + ": keepUnfinishedHours must be within [1, "
                    + LONGEST_HOURS + "] but was " + keepUnfinished.toHours());
        }
    }

    /** @throws IllegalArgumentException if a configured value makes no sense */
    static Settings of(FileCopier.Config config, Map<String, Object> properties) {
        Map<String, Path> folders = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(FOLDER) && !key.equals(OTHERS)) {
                folders.put(key.substring(FOLDER.length()), folder(key, String.valueOf(value)));
            }
        });
        Optional<Path> others = Optional.of(config.folder_others())
                .filter(said -> !said.isBlank())
                .map(said -> folder(OTHERS, said));
        return new Settings(
                new Folders(folders, others),
                config.volumeFile(),
                config.snapshotFile(),
                config.maxBytesPerSecond(),
                Duration.ofHours(config.keepUnfinishedHours()));
    }

    String fileOfVolume(String id) {
        return volumeFile.replace(ID, id);
    }

    String fileOfSnapshot(String id) {
        return snapshotFile.replace(ID, id);
    }

    private static Path folder(String key, String said) {
        try {
            Path folder = Path.of(said);
            if (folder.isAbsolute() && folder.getNameCount() > 0) {
                return folder;
            }
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(
                    FileCopier.PID + ": " + key + " must be a path but was " + said, malformed);
        }
        throw new IllegalArgumentException(
                FileCopier.PID + ": " + key + " must be the absolute path of a folder below / but was " + said);
    }

    private static void requirePattern(String key, String pattern) {
        if (!pattern.contains(ID) || pattern.indexOf('/') >= 0) {
            throw new IllegalArgumentException(FileCopier.PID + ": " + key + " must be the name of a file with " + ID
                    + " in it but was " + pattern);
        }
    }
}
