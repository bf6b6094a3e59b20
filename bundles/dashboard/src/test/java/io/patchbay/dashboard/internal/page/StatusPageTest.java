package io.patchbay.dashboard.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final String PLUGINS = "/cluster/v1/plugins"; // the last part
    private static final OperatorAnswer NAMED =
            new OperatorAnswer(200, "{\"plugins\":[{\"kind\":\"strategy\",\"name\":\"named\"}]}", Optional.empty());

    private static String page(Duration patience, OperatorApi api) {
        return new StatusPage(api, Map::of, patience).render("a test");
    }

    @Test
    void waitsForAllPartsAtTheSameTime() {
        Duration patience = Duration.ofMillis(300);
        String page = page(patience, request -> {
            CompletableFuture<OperatorAnswer> silence = new CompletableFuture<>();
            // would come in time for who waits for one part after the other
            return request.target().equals(PLUGINS)
                    ? silence.completeOnTimeout(NAMED, 3 * patience.toMillis(), TimeUnit.MILLISECONDS)
                    : silence;
        });

        assertThat(page).doesNotContain("<td>named</td>").contains("did not say");
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
