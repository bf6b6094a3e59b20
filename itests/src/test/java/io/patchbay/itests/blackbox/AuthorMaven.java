package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Maven as an author has it, on a local repository that has what this build has fetched from Central, and nothing of Patchbay:
 * that comes from the distribution, and does not stay. Confined to one thread.
 */
final class AuthorMaven {
    private static final Path FETCHED = Path.of(System.getProperty("patchbay.maven.repository"));
    private static final long BOUND_SECONDS = 240;

    private final Path local;

    /** @param folder where to keep the local repository, as links */
    AuthorMaven(Path folder) throws IOException {
        local = Files.createDirectories(folder.resolve("local-repository"));
        link(FETCHED, local, "io");
        link(FETCHED.resolve("io"), Files.createDirectory(local.resolve("io")), "patchbay");
    }

    /** Runs {@code mvn package} in a folder, without the network, and answers what it printed. */
    String build(Path project) throws IOException, InterruptedException {
        Path log = project.resolve("mvn.log");
        Process maven = new ProcessBuilder(List.of(
                        "mvn",
                        "--batch-mode",
                        "--no-transfer-progress",
                        "--offline",
                        "-Daether.offline.protocols=file", // the distribution's repository is no network
                        "-Dmaven.repo.local=" + local,
                        "package"))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = maven.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
        maven.destroyForcibly();
        String printed = Files.readString(log);
        assertThat(ended && maven.exitValue() == 0).as(printed).isTrue();
        return printed;
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }
}
