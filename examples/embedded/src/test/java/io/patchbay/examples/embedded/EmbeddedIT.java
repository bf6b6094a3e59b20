package io.patchbay.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));

    @TempDir
    private Path data;

    @Test
    void servesWithTheStrategyOfTheProgram() throws Exception {
        JsonNode explanation = Embedded.run(HOME, data);

        assertThat(explanation.path("strategy").asText()).startsWith("last-to-join");
        assertThat(explanation.path("outcome").path("worker").path("id").asText())
                .isEqualTo("second");
    }

    @Test
    void stopsSoCleanlyThatItCanStartAgainInTheSameProgram() throws Exception {
        Embedded.run(HOME, data);

        assertThat(Embedded.run(HOME, data).path("strategy").asText()).startsWith("last-to-join");
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Embedded.run(HOME, data);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("patchbay-"));
    }
}
