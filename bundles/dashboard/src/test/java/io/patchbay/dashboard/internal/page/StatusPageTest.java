package io.patchbay.dashboard.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.dashboard.internal.relay.GuardedApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final String PLUGINS = "/cluster/v1/plugins"; // the last part
    private static final OperatorAnswer NAMED =
            new OperatorAnswer(200, "{\"plugins\":[{\"kind\":\"strategy\",\"name\":\"named\"}]}", Optional.empty());

    private static String page(Duration patience, OperatorApi api) {
        return new StatusPage(new GuardedApi(api), Map::of, patience).render("a test");
    }

    @Test
    void waitsForAllPartsAtTheSameTime() {
        List<CompletableFuture<OperatorAnswer>> asked = new ArrayList<>();
        String page = page(Duration.ofMinutes(1), request -> {
            CompletableFuture<OperatorAnswer> answer = new CompletableFuture<>();
            asked.add(answer);
            if (request.target().equals(PLUGINS)) { // nobody answers before the last one is asked
                asked.forEach(part -> part.complete(NAMED));
            }
            return answer;
        });

        assertThat(page).contains("<td>named</td>").doesNotContain("did not say");
    }

    @Test
    void showsThePartsThatAreThere() {
        String page = page(
                Duration.ofMillis(10),
                request -> request.target().equals(PLUGINS)
                        ? CompletableFuture.completedFuture(NAMED)
                        : new CompletableFuture<>());

        assertThat(page).contains("<td>named</td>", "did not say");
    }

    @Test
    void showsTheOtherPartsWhereOneIsBeingReplaced() {
        String page = page(Duration.ofMillis(10), request -> {
            if (request.target().equals(PLUGINS)) {
                return CompletableFuture.completedFuture(NAMED);
            }
            throw new NoClassDefFoundError("replaced");
        });

        assertThat(page).contains("<td>named</td>", "did not say");
    }

    @Test
    void saysThatAnAnswerCannotBeRead() {
        String page = page(
                Duration.ofMillis(10),
                request -> CompletableFuture.completedFuture(new OperatorAnswer(500, "<html>", Optional.empty())));

        assertThat(page).contains("The node answered what is no JSON, with status 500.");
    }
}
