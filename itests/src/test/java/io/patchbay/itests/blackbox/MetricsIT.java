package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node says of itself to Prometheus and to whoever watches over it. */
@ExtendWith(SharedNode.class)
class MetricsIT {
    private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(patchbay|jvm|process)_[a-z0-9_]+");

    private final NodeProcess node;

    MetricsIT(NodeProcess node) {
        this.node = node;
    }

    @Test
    void countsALoginAndItsDecisions() throws Exception {
        Scrape before = Scrape.of(node);
        String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
        try (RawClient ann = RawClient.connectTo(token)) {
            ann.login(token);

            Scrape after = Scrape.of(node);
            assertThat(growth(before, after, "patchbay_logins_total", Map.of("version", "1.2", "outcome", "admitted")))
                    .isEqualTo(1);
            assertThat(growth(
                            before,
                            after,
                            "patchbay_placement_decision_seconds_count",
                            Map.of("purpose", "portal", "outcome", "placed")))
                    .isEqualTo(1);
            assertThat(growth(
                            before,
                            after,
                            "patchbay_placement_decisions_total",
                            Map.of("purpose", "portal", "outcome", "placed")))
                    .isEqualTo(1);
            assertThat(after.sum("patchbay_sessions", Map.of("version", "1.2", "state", "connected")))
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void countsWhoIsRefused() throws Exception {
        String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
        Scrape before = Scrape.of(node);
        try (RawClient ann = RawClient.connectTo(token)) {
            ann.login("bm90IGEgdG9rZW4=");
        }

        await().untilAsserted(() -> assertThat(
                        growth(before, Scrape.of(node), "patchbay_logins_total", Map.of("outcome", "invalid")))
                .isEqualTo(1));
    }

    @Test
    void exposesWhateverTheDashboardAsksFor() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (JsonNode expression :
                new ObjectMapper().readTree(DASHBOARD.toFile()).findValues("expr")) {
            Matcher metric = METRIC.matcher(expression.asText());
            while (metric.find()) {
                asked.add(metric.group());
            }
        }

        aRecoveryJobEnds(); // what is told of each type of task is there once there was one
        assertThat(asked).hasSizeGreaterThan(20);
        await().untilAsserted(() -> assertThat(Scrape.of(node).names()).containsAll(asked));
    }

    @Test
    void tellsNoSecretsAndNoIds() throws Exception {
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "zaphod", "presenter");
        try (RawClient zaphod = RawClient.connectTo(token)) {
            zaphod.login(token);

            assertThat(Scrape.of(node).labelValues())
                    .noneMatch(value -> value.contains(room) || value.contains("zaphod"));
        }
    }

    private void aRecoveryJobEnds() throws Exception {
        RecoveryApi jobs = new RecoveryApi(
                node.url(), node.credentials().path("admin").path("token").asText());
        String job = jobs.submit("measured", List.of(Map.of("id", "a", "type", "example.measured")));
        RecoveryApi.awaitUntil(() -> jobs.job(job).path("state").asText().equals("running"));
        jobs.post("/jobs/" + job + "/operations", Map.of("operation", "skip", "task", "a"));
        jobs.await(job, "completed");
    }

    private static double growth(Scrape before, Scrape after, String name, Map<String, String> labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }
}
