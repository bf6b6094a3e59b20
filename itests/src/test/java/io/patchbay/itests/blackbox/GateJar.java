package io.patchbay.itests.blackbox;

import java.io.IOException;
import java.nio.file.Path;

/** A handler of the type {@code example.gate}, which waits for a file and says which version it is. No state. */
final class GateJar {
    private GateJar() {}

    /** Writes that version of it into a folder. */
    static Path write(Path folder, String version) throws IOException {
        return new SourceJar("gate")
                .header("Bundle-Version", version)
                .header("Import-Package", "io.patchbay.api,io.patchbay.api.recovery")
                .plugin(
                        "recovery.TaskHandler",
                        "singleton",
                        "example.gate",
                        """
                        public Optional<io.patchbay.api.recovery.Output> find(io.patchbay.api.recovery.Attempt attempt) {
                            return Optional.empty();
                        }

                        public io.patchbay.api.recovery.Output perform(io.patchbay.api.recovery.Attempt attempt)
                                throws InterruptedException {
                            java.nio.file.Path gate = java.nio.file.Path.of(attempt.input().text("gate").orElseThrow());
                            try (java.nio.file.WatchService news = gate.getFileSystem().newWatchService()) {
                                gate.getParent().register(news, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
                                while (!java.nio.file.Files.exists(gate)) {
                                    news.take().reset();
                                }
                            } catch (java.io.IOException unwatchable) {
                                throw new java.io.UncheckedIOException(unwatchable);
                            }
                            return io.patchbay.api.recovery.Output.of(Attributes.of("by", "%s"));
                        }
                        """
                                .formatted(version))
                .write(folder, "gate-" + version + ".jar");
    }
}
