package io.patchbay.dashboard.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShownCountsTest {
    private static final Path SCRIPTS =
            Path.of("target", "classes", "io", "patchbay", "dashboard", "internal", "console", "pages");
    private static final Pattern NAME = Pattern.compile("patchbay_[a-z_]+");

    private static List<String> shown(Metric... metrics) {
        List<String> shown = new ArrayList<>();
        new ShownCounts(List.of(metrics)).forEach((name, labels, value) -> shown.add(name + labels + " " + value));
        return shown;
    }

    @Test
    void areThoseThatThePagesUse() throws IOException {
        Set<String> used = new TreeSet<>();
        try (var scripts = Files.walk(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                NAME.matcher(Files.readString(script)).results().forEach(name -> used.add(name.group()));
            }
        }

        assertThat(ShownCounts.names()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void areOneSumWhateverTheLabels() {
        assertThat(shown(new Metric.Gauge(
                        "patchbay_placement_waiting_requests",
                        "Waiting.",
                        List.of(new Sample(Map.of("purpose", "play"), 2), new Sample(Map.of("purpose", "portal"), 3)))))
                .containsExactly("patchbay_placement_waiting_requests{} 5.0");
    }

    @Test
    void areOneSumForEachOutcome() {
        assertThat(shown(new Metric.Counter(
                        "patchbay_logins_total",
                        "Logins.",
                        List.of(
                                new Sample(Map.of("outcome", "admitted", "version", "1.0"), 1),
                                new Sample(Map.of("outcome", "invalid", "version", "1.0"), 2),
                                new Sample(Map.of("outcome", "admitted", "version", "1.2"), 4)))))
                .containsExactly(
                        "patchbay_logins_total{outcome=admitted} 5.0", "patchbay_logins_total{outcome=invalid} 2.0");
    }

    @Test
    void leaveOutWhatNoPageShows() {
        assertThat(shown(new Metric.Gauge("patchbay_rooms", "Rooms.", 3))).isEmpty();
    }

    @Test
    void leaveOutWhatIsNoNumberYet() {
        assertThat(shown(new Metric.Gauge("patchbay_lobby_waiting", "Waiting.", Double.NaN)))
                .isEmpty();
    }
}
