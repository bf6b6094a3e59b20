package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.ContractCheck;
import io.patchbay.api.hotswap.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found out of jars, by their digests, in {@code verifications.json}: the newest, as many as fit. What cannot be read or written
 * costs these answers and nothing else. Confined to one thread at a time.
 */
final class VerificationsFile {
    /** How many jars it tells of. */
    static final int MOST = 128;

    private static final Logger LOG = LoggerFactory.getLogger(VerificationsFile.class);
    private static final int MOST_CHARACTERS =
            500_000; // of all together: even escaped they are less than what is read again

    private final JsonFile<Content> file;
    private final Deque<Line> lines = new ArrayDeque<>(); // the newest last

    VerificationsFile(Path file) {
        this.file = new JsonFile<>(file, Content.class);
    }

    /** One check of a jar. */
    record Check(String about, String name, String result, String why) {
        static Check of(ContractCheck check) {
            return new Check(check.about(), check.name(), check.result().name(), check.why());
        }

        ContractCheck contractCheck() {
            return new ContractCheck(about, name, ContractCheck.Result.valueOf(result), why);
        }

        private int characters() {
            return about.length() + name.length() + result.length() + why.length();
        }
    }

    /** One jar. */
    record Line(String sha256, String state, long sinceMillis, List<Check> checks, String problem) {
        static Line of(Verification found) {
            return new Line(
                    found.sha256(),
                    found.state().name(),
                    found.since().toEpochMilli(),
                    found.checks().stream().map(Check::of).toList(),
                    found.problem());
        }

        Verification verification() {
            return new Verification(
                    sha256,
                    Verification.State.valueOf(state),
                    Instant.ofEpochMilli(sinceMillis),
                    checks.stream().map(Check::contractCheck).toList(),
                    problem);
        }

        private int characters() {
            return sha256.length()
                    + problem.length()
                    + checks.stream().mapToInt(Check::characters).sum();
        }
    }

    /** The file. */
    record Content(int format, List<Line> verifications) {
        Content {
            verifications = verifications == null ? List.of() : List.copyOf(verifications);
        }
    }

    /** What was kept, the oldest first; a line that makes no sense is left out. To be called once, before anything is added. */
    List<Verification> read() {
        return file.read().stream()
                .flatMap(content -> content.verifications.stream())
                .limit(MOST)
                .flatMap(this::understood)
                .toList();
    }

    private Stream<Verification> understood(Line line) {
        try {
            Verification found = line.verification();
            lines.addLast(line);
            return Stream.of(found);
        } catch (RuntimeException broken) {
            LOG.warn("A line of verifications.json is left out: {}", Reasons.of(broken));
            return Stream.empty();
        }
    }

    /** Keeps what was found out of a jar, in place of what was before. */
    void add(Verification found) {
        lines.removeIf(line -> line.sha256.equals(found.sha256()));
        lines.addLast(Line.of(found));
        int characters = lines.stream().mapToInt(Line::characters).sum();
        while (lines.size() > MOST || (characters > MOST_CHARACTERS && lines.size() > 1)) {
            characters -= lines.removeFirst().characters();
        }
        try {
            file.write(new Content(1, List.copyOf(lines)));
        } catch (IOException failed) {
            LOG.warn(
                    "What was found out of {} could not be written down: a restart forgets it", found.sha256(), failed);
        }
    }
}
