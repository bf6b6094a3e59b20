package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneralTest {
    @Test
    void takesEveryone() {
        WorkerInfo ofAnotherIsp = WorkerInfo.of(1.0, Attributes.of("isps", List.of("other")));

        assertThat(new General().fit(Preference.of("telco", "north"), ofAnotherIsp))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void saysWhy() {
        assertThat(new General().why(Preference.NONE, WorkerInfo.of(1.0, Attributes.NONE)))
                .isEqualTo("every available worker fits");
    }
}
