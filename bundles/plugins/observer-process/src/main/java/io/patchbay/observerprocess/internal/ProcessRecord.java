package io.patchbay.observerprocess.internal;

import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What is kept in a file of an observer's process, so that whoever starts observers next, after a swap or a restart, finds it. Immutable.
 *
 * @param observer what it is
 * @param process its process
 * @param parent the node that it was started from
 */
record ProcessRecord(RunningObserver observer, ProcessKey process, ProcessKey parent) {
    private static final String ENDING = ".observer";

    static Path file(Path folder, String observer) {
        return folder.resolve(observer.replace(':', '_') + ENDING);
    }

    static boolean isRecord(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    /**
     * A record; empty if the file is gone, or is none of ours or damaged.
     *
     * @throws IOException if it cannot be read now, which says nothing of it
     */
    static Optional<ProcessRecord> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return Optional.of(new ProcessRecord(
                    new RunningObserver(
                            properties.getProperty("id", ""),
                            properties.getProperty("match", ""),
                            number(properties, "startedMillis"),
                            number(properties, "endsAtMillis")),
                    new ProcessKey(number(properties, "pid"), number(properties, "processStartMillis")),
                    new ProcessKey(number(properties, "parentPid"), number(properties, "parentStartMillis"))));
        } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Writes it as a whole or not at all. */
    void write(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("id", observer.id());
        properties.setProperty("match", observer.match());
        properties.setProperty("startedMillis", String.valueOf(observer.startedMillis()));
        properties.setProperty("endsAtMillis", String.valueOf(observer.endsAtMillis()));
        properties.setProperty("pid", String.valueOf(process.pid()));
        properties.setProperty("processStartMillis", String.valueOf(process.startMillis()));
        properties.setProperty("parentPid", String.valueOf(parent.pid()));
        properties.setProperty("parentStartMillis", String.valueOf(parent.startMillis()));
        Path file = file(folder, observer.id());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part)) {
            properties.store(out, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long number(Properties properties, String key) {
        return Long.parseLong(properties.getProperty(key, ""));
    }
}
