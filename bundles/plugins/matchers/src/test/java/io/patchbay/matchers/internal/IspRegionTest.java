package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class IspRegionTest {
    private static final Preference TELCO_NORTH = Preference.of("telco", "north");

    private final IspRegion matcher = new IspRegion();

    @Test
    void prefersAWorkerOfTheIspAndTheRegion() {
        assertThat(matcher.fit(TELCO_NORTH, worker(List.of("telco"), List.of("north"))))
                .isEqualTo(Fit.PREFERRED);
    }

    @Test
    void prefersAWorkerOfEveryIspInTheRegion() {
        assertThat(matcher.fit(TELCO_NORTH, worker(List.of(), List.of("south", "north"))))
                .isEqualTo(Fit.PREFERRED);
    }

    @Test
    void takesAWorkerOfTheIspInAnotherRegion() {
        assertThat(matcher.fit(TELCO_NORTH, worker(List.of("telco"), List.of("south"))))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void prefersNoWorkerThatNamesNoRegions() {
        assertThat(matcher.fit(TELCO_NORTH, worker(List.of("telco"), List.of())))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void refusesAWorkerOfAnotherIspEvenInTheRegion() {
        assertThat(matcher.fit(TELCO_NORTH, worker(List.of("other"), List.of("north"))))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void takesAnEmptyPreferenceOnlyWhereEveryIspIsServed() {
        assertThat(matcher.fit(Preference.NONE, worker(List.of(), List.of("north"))))
                .isEqualTo(Fit.FITS);
        assertThat(matcher.fit(Preference.NONE, worker(List.of("telco"), List.of())))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void readsAWorkerWithoutCapacityAsOneThatServesAll() {
        assertThat(matcher.fit(TELCO_NORTH, WorkerInfo.of(1.0, Attributes.NONE)))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void passesOverMembersOfTheWrongType() {
        WorkerInfo odd = WorkerInfo.of(1.0, Attributes.of("isps", "telco", "regions", 3));

        assertThat(matcher.fit(Preference.of(Attributes.of("isp", 7, "region", 3)), odd))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(matcher.why(TELCO_NORTH, worker(List.of("other"), List.of("north"))))
                .isEqualTo("isp telco is not among its isps [other]");
    }

    @Test
    void saysWhyItRefusesAnEmptyPreference() {
        assertThat(matcher.why(Preference.NONE, worker(List.of("other"), List.of())))
                .isEqualTo("it serves only the isps [other] and the preference names none");
    }

    @Test
    void saysWhyItPrefers() {
        assertThat(matcher.why(TELCO_NORTH, worker(List.of("telco"), List.of("north"))))
                .isEqualTo("isp telco is among its isps, and region north is among its regions");
    }

    @Test
    void saysWhyItOnlyFits() {
        assertThat(matcher.why(TELCO_NORTH, worker(List.of(), List.of("south"))))
                .isEqualTo("it serves every isp, but region north is not among its regions [south]");
        assertThat(matcher.why(Preference.NONE, worker(List.of(), List.of("south"))))
                .isEqualTo("it serves every isp, and the preference names no region");
    }

    private static WorkerInfo worker(List<String> isps, List<String> regions) {
        return WorkerInfo.of(1.0, Attributes.of("isps", isps, "regions", regions));
    }
}
