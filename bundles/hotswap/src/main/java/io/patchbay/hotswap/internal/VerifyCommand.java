package io.patchbay.hotswap.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.hotswap.ContractCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code patchbay verify --json FILE.jar} of the distribution that the node was started from. Immutable. */
final class VerifyCommand {
    private static final Duration BOUND = Duration.ofMinutes(3); // it is nice: whoever plays comes first
    private static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_CHARACTERS = 2_000;
    private static final int HELD = 0;
    private static final int BROKEN = 1;

    private final List<String> words;
    private final Duration bound;

    /**
     * @param words what a jar is verified by, which its path is put behind; prints a line of JSON for each check, and ends with status 0
     *     if all held, with 1 if one did not
     */
    VerifyCommand(List<String> words, Duration bound) {
        this.words = List.copyOf(words);
        this.bound = bound;
    }

    /** That of a distribution; empty if it has none. */
    static Optional<VerifyCommand> of(Path home) {
        Path program = home.resolve("bin").resolve("patchbay");
        return Files.isExecutable(program)
                ? Optional.of(new VerifyCommand(
                        List.of("nice", program.toAbsolutePath().toString(), "verify", "--json"), BOUND))
                : Optional.empty();
    }

    /**
     * Verifies a jar, and waits for it; an interrupt ends it.
     *
     * @return every check; all held if none of them says otherwise
     * @throws IOException if it could not be found out
     */
    List<ContractCheck> run(Path jar) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("patchbay-verify", ".json");
        try {
            int status = statusOf(start(jar, printed));
            List<ContractCheck> checks = checksIn(printed);
            if ((status != HELD && status != BROKEN) || checks.isEmpty()) {
                throw new IOException(
                        "patchbay verify ended with status " + status + " after " + checks.size() + " checks");
            }
            return checks;
        } finally {
            Files.deleteIfExists(printed);
        }
    }

    private Process start(Path jar, Path printed) throws IOException {
        List<String> line = new ArrayList<>(words);
        line.add(jar.toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(printed.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private int statusOf(Process process) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("it did not end within " + bound.toSeconds() + " s");
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<ContractCheck> checksIn(Path printed) throws IOException {
        if (Files.size(printed) > MOST_BYTES) {
            throw new IOException("patchbay verify printed more than " + MOST_BYTES + " bytes");
        }
        ObjectMapper json = new ObjectMapper(); // not before it is needed: it costs a start of the node
        List<ContractCheck> checks = new ArrayList<>();
        for (String line : Files.readAllLines(printed, StandardCharsets.UTF_8)) {
            checks.add(checkOf(json, line));
        }
        return checks;
    }

    private static ContractCheck checkOf(ObjectMapper json, String line) throws IOException {
        try {
            JsonNode check = json.readTree(line);
            return new ContractCheck(
                    text(check, "about"),
                    text(check, "check"),
                    ContractCheck.Result.valueOf(text(check, "result").toUpperCase(Locale.ROOT)),
                    text(check, "why"));
        } catch (JsonProcessingException | IllegalArgumentException other) {
            throw new IOException("patchbay verify printed what is no check: " + Reasons.line(line), other);
        }
    }

    private static String text(JsonNode check, String field) {
        String text = check.path(field).asText();
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }
}
