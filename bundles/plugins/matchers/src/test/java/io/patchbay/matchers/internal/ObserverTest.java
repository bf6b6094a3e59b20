package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final WorkerInfo OF_M1 = WorkerInfo.of(1.0, Attributes.of("matches", List.of("m1")));

    private final Observer observer = new Observer();

    @Test
    void onlyWhoRelaysTheMatchFits() {
        assertThat(observer.fit(match("m1"), OF_M1)).isEqualTo(Fit.FITS);
        assertThat(observer.fit(match("m2"), OF_M1)).isEqualTo(Fit.UNFIT);
        assertThat(observer.fit(match("m1"), WorkerInfo.of(1.0, Attributes.NONE)))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void nobodyFitsWhoAsksForNoMatch() {
        assertThat(observer.fit(Preference.NONE, OF_M1)).isEqualTo(Fit.UNFIT);
    }

    @Test
    void saysWhy() {
        assertThat(observer.why(match("m1"), OF_M1)).isEqualTo("it relays match m1");
        assertThat(observer.why(match("m2"), OF_M1)).isEqualTo("it does not relay match m2");
    }

    private static Preference match(String id) {
        return Preference.of(Attributes.of("match", id));
    }
}
