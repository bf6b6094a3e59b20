package io.patchbay.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there as a whole or not at all, whenever the process is killed. No state. */
final class WholeFile {
    private WholeFile() {}

    /** Writes one, and the folder that it is in. */
    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.write(file.resolveSibling(file.getFileName() + ".part"), content);
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
