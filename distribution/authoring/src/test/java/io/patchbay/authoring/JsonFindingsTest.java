package io.patchbay.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code patchbay verify --json} prints. */
class JsonFindingsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(new JsonFindings(new PrintStream(printed, true, StandardCharsets.UTF_8)));

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachCheckIsALineThatSaysWhatItIsAbout() {
        report.about("strategy 'x'");
        report.pass("is pure");
        report.skip("is quick");

        assertThat(printed())
                .isEqualToNormalizingNewlines(
                        """
                        {"about":"strategy 'x'","check":"is pure","result":"held"}
                        {"about":"strategy 'x'","check":"is quick","result":"not_tried"}
                        """);
    }

    @Test
    void whatFailedSaysWhyInOneLine() {
        report.about("the jar");
        report.fail("a node takes it", "first\n\"second\"");

        assertThat(printed())
                .isEqualToNormalizingNewlines(
                        """
                        {"about":"the jar","check":"a node takes it","result":"failed","why":"first\\n\\"second\\""}
                        """);
    }

    @Test
    void aReportWithAFailedCheckDoesNotHold() {
        report.fail("a node takes it", "no");

        assertThat(report.end()).isFalse();
    }
}
