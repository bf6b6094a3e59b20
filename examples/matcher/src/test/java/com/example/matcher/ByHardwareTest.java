package com.example.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.contract.MatcherContract;
import org.junit.jupiter.api.Test;

/** What every matcher must hold to comes with MatcherContract; below is what this one is for. */
class ByHardwareTest implements MatcherContract {
    private static final Preference WANTS_GPU = Preference.of(Attributes.of("hardware", "gpu"));
    private static final WorkerInfo GPU = WorkerInfo.of(0.9, Attributes.of("hardware", "gpu"));
    private static final WorkerInfo CPU = WorkerInfo.of(0.9, Attributes.of("hardware", "cpu"));

    private final ByHardware matcher = new ByHardware();

    @Override
    public Matcher plugin() {
        return new ByHardware();
    }

    @Test
    void takesAWorkerOfTheKindAskedFor() {
        assertThat(matcher.fit(WANTS_GPU, GPU)).isEqualTo(Fit.FITS);
    }

    @Test
    void refusesAWorkerOfAnotherKind() {
        assertThat(matcher.fit(WANTS_GPU, CPU)).isEqualTo(Fit.UNFIT);
    }

    @Test
    void takesAnyWorkerWhereNothingIsAskedFor() {
        assertThat(matcher.fit(Preference.NONE, CPU)).isEqualTo(Fit.FITS);
    }

    @Test
    void saysWhy() {
        assertThat(matcher.why(WANTS_GPU, CPU)).isEqualTo("asked for gpu, is cpu");
    }
}
