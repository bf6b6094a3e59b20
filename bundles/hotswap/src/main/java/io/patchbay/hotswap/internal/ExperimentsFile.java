package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.Share;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The experiments that are to go on after a restart, in {@code experiments.json}. Not thread-safe by itself. */
final class ExperimentsFile {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentsFile.class);

    private final JsonFile<Content> file;

    ExperimentsFile(Path file) {
        this.file = new JsonFile<>(file, Content.class);
    }

    /** An experiment and when it was begun. */
    record Kept(Experiment experiment, Instant since) {}

    /** One line of the file. */
    record Line(
            String mode,
            String kind,
            String scope,
            String name,
            String version,
            int percent,
            Set<String> rooms,
            Set<String> services,
            long sinceMillis) {
        Kept kept() {
            return new Kept(
                    new Experiment(
                            Experiment.Mode.valueOf(mode),
                            kind,
                            scope,
                            name,
                            version,
                            new Share(percent, rooms, services)),
                    Instant.ofEpochMilli(sinceMillis));
        }

        static Line of(Kept kept) {
            Experiment experiment = kept.experiment;
            Share share = experiment.share();
            return new Line(
                    experiment.mode().name(),
                    experiment.kind(),
                    experiment.scope(),
                    experiment.name(),
                    experiment.version(),
                    share.percent(),
                    share.rooms(),
                    share.services(),
                    kept.since.toEpochMilli());
        }
    }

    /** The file. */
    record Content(int format, List<Line> experiments) {
        Content {
            experiments = experiments == null ? List.of() : List.copyOf(experiments);
        }
    }

    /** What was kept; a line that makes no sense is left out. */
    List<Kept> read() {
        return file.read().stream()
                .flatMap(content -> content.experiments.stream())
                .flatMap(line -> {
                    try {
                        return List.of(line.kept()).stream();
                    } catch (RuntimeException broken) {
                        LOG.warn("A line of experiments.json is left out: {}", Reasons.of(broken));
                        return List.<Kept>of().stream();
                    }
                })
                .toList();
    }

    /** @throws UncheckedIOException if they could not be kept */
    void write(List<Kept> experiments) {
        try {
            file.write(new Content(1, experiments.stream().map(Line::of).toList()));
        } catch (IOException failed) {
            throw new UncheckedIOException("experiments.json could not be written: " + failed.getMessage(), failed);
        }
    }
}
