package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.portal.Notification;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortalMetricsTest {
    private final World world = new World(
            Map.of("loginsPerSecond", 1, "maxWaitingLogins", 1, "reconnectionTimeoutMillis", 60_000L),
            new ManualAlarms(),
            Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());
    private final String token = world.tokens().issue("r", "ann", "presenter");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void countsWhoIsLetIn() {
        ann.loggedIn(token);

        assertThat(samples("patchbay_logins_total"))
                .contains(new Sample(Map.of("version", "1.2", "outcome", "admitted"), 1));
    }

    @Test
    void countsWhoSendsNonsense() {
        ann.say(0, "login");

        assertThat(samples("patchbay_logins_total"))
                .contains(new Sample(Map.of("version", "unknown", "outcome", "invalid"), 1));
    }

    @Test
    void countsWhoFindsTooManyWaiting() {
        ann.loggedIn(token);
        new FakeClient(world.context()).say(0, "login");
        new FakeClient(world.context()).say(0, "login");

        assertThat(samples("patchbay_logins_total"))
                .contains(new Sample(Map.of("version", "unknown", "outcome", "busy"), 1));
    }

    @Test
    void tellsHowManyLoginsWait() {
        ann.loggedIn(token);
        new FakeClient(world.context()).say(0, "login");

        assertThat(samples("patchbay_logins_waiting")).containsExactly(new Sample(Map.of(), 1));
    }

    @Test
    void countsWhoResumes() {
        Object ticket = ann.loggedIn(token).get("reconnectionTicket");
        ann.cut();
        new FakeClient(world.context()).say(1, "relogin", ticket);

        assertThat(samples("patchbay_resumes_total")).contains(new Sample(Map.of("outcome", "resumed"), 1));
    }

    @Test
    void countsWhoComesWithNoTicketOfOurs() {
        ann.say(1, "relogin", "mine");

        assertThat(samples("patchbay_resumes_total")).contains(new Sample(Map.of("outcome", "invalid"), 1));
    }

    @Test
    void tellsSessionsThatWaitForTheirClientFromTheOthers() {
        ann.loggedIn(token);
        ann.cut();

        assertThat(samples("patchbay_sessions")).contains(new Sample(Map.of("version", "1.2", "state", "waiting"), 1));
    }

    @Test
    void countsWhatClientsAreTold() {
        ann.loggedIn(token);
        double before = samples("patchbay_deliveries_total").get(0).value();
        world.say("r", new Notification.TextReceived("bob", true, Optional.of("hello")));

        assertThat(samples("patchbay_deliveries_total")).containsExactly(new Sample(Map.of(), before + 1));
    }

    @Test
    void weighsWhatIsKeptForClients() {
        ann.loggedIn(token);
        ann.cut();
        world.say("r", new Notification.TextReceived("bob", true, Optional.of("x".repeat(1_000))));

        assertThat(samples("patchbay_outlet_bytes")).singleElement().satisfies(sample -> assertThat(sample.value())
                .isBetween(1_000.0, 2_000.0));
    }

    private List<Sample> samples(String name) {
        return new PortalMetrics(world.context(), () -> 0)
                .read().stream()
                        .filter(metric -> metric.name().equals(name))
                        .flatMap(metric -> metric instanceof Metric.Gauge gauge
                                ? gauge.samples().stream()
                                : ((Metric.Counter) metric).samples().stream())
                        .toList();
    }
}
