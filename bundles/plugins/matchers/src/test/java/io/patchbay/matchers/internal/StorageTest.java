package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageTest {
    private final Storage matcher = new Storage();

    @Test
    void prefersAWorkerOfTheRegionThatHasTheRelease() {
        assertThat(matcher.fit(asked(Map.of("release", "2", "region", "north")), worker("a", "north", "1", "2")))
                .isEqualTo(Fit.PREFERRED);
    }

    @Test
    void takesAWorkerOfAnotherRegionThatHasTheRelease() {
        assertThat(matcher.fit(asked(Map.of("release", "2", "region", "south")), worker("a", "north", "2")))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void refusesAWorkerThatDoesNotHaveTheRelease() {
        assertThat(matcher.fit(asked(Map.of("release", "2", "region", "north")), worker("a", "north", "1")))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void refusesAWorkerThatIsExcepted() {
        assertThat(matcher.fit(asked(Map.of("except", List.of("b", "a"))), worker("a", "north")))
                .isEqualTo(Fit.UNFIT);
        assertThat(matcher.fit(asked(Map.of("except", List.of("b"))), worker("a", "north")))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void refusesAWorkerOfAnotherIsp() {
        WorkerInfo other = WorkerInfo.of(1.0, Attributes.of("isps", List.of("telco"), "releases", List.of("2")));

        assertThat(matcher.fit(asked(Map.of("release", "2", "isp", "other")), other))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(matcher.why(asked(Map.of("release", "2")), worker("a", "north", "1")))
                .isEqualTo("it does not have release 2");
        assertThat(matcher.why(asked(Map.of("except", List.of("a"))), worker("a", "north")))
                .isEqualTo("it is excepted");
    }

    private static Preference asked(Map<String, Object> members) {
        return Preference.of(new Attributes(members));
    }

    private static WorkerInfo worker(String id, String region, String... releases) {
        return WorkerInfo.of(
                1.0, new Attributes(Map.of("worker", id, "regions", List.of(region), "releases", List.of(releases))));
    }
}
