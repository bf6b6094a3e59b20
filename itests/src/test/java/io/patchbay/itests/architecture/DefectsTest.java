package io.patchbay.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code docs/owt-defects.md} and {@code docs/recovery-defects.md} say. */
class DefectsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-zA-Z0-9]+)`");

    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> bundles = Files.walk(ROOT.resolve("bundles"));
                Stream<Path> itests = Files.walk(ROOT.resolve("itests").resolve("src"))) {
            return Stream.concat(bundles, itests)
                    .filter(file -> file.toString().contains("src/test/java")
                            && file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            DefectsTest::read,
                            String::concat)); // some names are those of two tests
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @CsvSource({"owt-defects.md, 30", "recovery-defects.md, 15"})
    void namesTestsThatAreThere(String document, int least) throws IOException {
        Map<String, String> sources = testSources();
        List<MatchResult> proofs = PROOF.matcher(read(ROOT.resolve("docs").resolve(document)))
                .results()
                .toList();

        assertThat(proofs).hasSizeGreaterThan(least);
        for (MatchResult proof : proofs) {
            assertThat(sources.getOrDefault(proof.group(1), ""))
                    .as(proof.group())
                    .contains("void " + proof.group(2) + "(");
        }
    }
}
