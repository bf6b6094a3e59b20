package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyticsTest {
    private static final Preference FACES = Preference.of(Attributes.of("algorithm", "faces"));
    private static final WorkerInfo WITH_FACES =
            WorkerInfo.of(1.0, Attributes.of("algorithms", List.of("plates", "faces")));
    private static final WorkerInfo WITHOUT = WorkerInfo.of(1.0, Attributes.NONE);

    private final Analytics matcher = new Analytics();

    @Test
    void takesAWorkerThatHasTheAlgorithm() {
        assertThat(matcher.fit(FACES, WITH_FACES)).isEqualTo(Fit.FITS);
    }

    @Test
    void refusesAWorkerThatHasNot() {
        assertThat(matcher.fit(FACES, WITHOUT)).isEqualTo(Fit.UNFIT);
    }

    @Test
    void takesEveryoneWhereNoAlgorithmIsAskedFor() {
        assertThat(matcher.fit(Preference.NONE, WITHOUT)).isEqualTo(Fit.FITS);
        assertThat(matcher.fit(Preference.of(Attributes.of("algorithm", "")), WITHOUT))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void saysWhy() {
        assertThat(matcher.why(FACES, WITH_FACES)).isEqualTo("algorithm faces is among its algorithms");
        assertThat(matcher.why(FACES, WITHOUT)).isEqualTo("algorithm faces is not among its algorithms []");
        assertThat(matcher.why(Preference.NONE, WITHOUT)).isEqualTo("the preference names no algorithm");
    }
}
