package io.patchbay.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The few things the demo does with folders. */
final class Folders {
    private Folders() {}

    /** Copies the files of one folder into another. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : list(from)) {
            if (Files.isRegularFile(file)) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Removes a folder and all that is in it, while others may be writing their last lines into it. */
    static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walked = Files.walk(folder)) {
            paths = walked.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return;
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** Puts a file into a folder at once: nobody sees half of it. */
    static void drop(byte[] content, Path target) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        Files.write(beside, content);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is in a folder, in the order of names. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
