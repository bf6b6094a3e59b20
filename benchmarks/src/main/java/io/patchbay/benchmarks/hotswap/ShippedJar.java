package io.patchbay.benchmarks.hotswap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar with which a plug-in ships. Its content is not to be changed. */
final class ShippedJar {
    private final Path file;
    private final byte[] content;

    private ShippedJar(Path file) throws IOException {
        this.file = file;
        this.content = Files.readAllBytes(file);
    }

    static ShippedJar of(Subject subject, SwapNode node) throws IOException {
        try (Stream<Path> files = Files.list(node.plugins())) {
            return new ShippedJar(
                    files.filter(path -> path.getFileName().toString().startsWith(subject.jar() + "-"))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no jar of " + subject.label())));
        }
    }

    Path file() {
        return file;
    }

    byte[] content() {
        return content;
    }

    String version() {
        return JarVariant.versionOf(content);
    }

    /** Puts it back where it was. */
    void write() throws IOException {
        Files.write(file, content);
    }
}
