package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.owt.OwtError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The part of {@code docs/codes.md} that is made of the enums. To write it anew:
 * {@code mvn test -Dtest=CodesDocumentTest -Dpatchbay.codes.write=true} in this bundle's folder.
 */
class CodesDocumentTest {
    private static final Path FILE = Path.of("..", "..", "docs", "codes.md");
    private static final String BEGIN = "<!-- begin: made of the enums of bundles/rest by CodesDocumentTest -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void saysWhatTheProgramSays() throws IOException {
        String text = Files.readString(FILE);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, begin);
        assertThat(begin).as("%s has no part that begins with %s", FILE, BEGIN).isNotNegative();
        assertThat(end).as("%s has no %s", FILE, END).isNotNegative();
        if (Boolean.getBoolean("patchbay.codes.write")) {
            Files.writeString(FILE, text.substring(0, begin) + BEGIN + codes() + text.substring(end));
        } else {
            assertThat(text.substring(begin + BEGIN.length(), end))
                    .as("%s is out of date; the javadoc of this test says how to write it anew", FILE)
                    .isEqualTo(codes());
        }
    }

    private static String codes() {
        StringBuilder text = new StringBuilder("\n## OWT paths\n\n");
        text.append("`/services`, `/v1`, `/v1.1`: `{\"error\":{\"code\":…,\"message\":…}}`.\n\n");
        text.append("| status | code | usual message | retry | when |\n|---|---|---|---|---|\n");
        for (OwtError error : OwtError.values()) {
            String message = error.message().isEmpty() ? "" : "`" + error.message() + "`";
            row(text, error.status(), error.code(), message, yes(error.retryable()), error.meaning());
        }
        text.append(
                "\n## Native paths\n\n`/cluster/v1`, `/recovery/v1`, `/lobby/v1`: problem details (RFC 9457) with `code` and `retryable`.\n\n");
        text.append("| status | code | retry | when |\n|---|---|---|---|\n");
        for (ProblemCode problem : ProblemCode.values()) {
            row(text, problem.status(), "`" + problem.code() + "`", yes(problem.retryable()), problem.meaning());
        }
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
    }

    private static String yes(boolean value) {
        return value ? "yes" : "";
    }
}
