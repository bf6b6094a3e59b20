package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayTest {
    private static final WorkerInfo DUELS_IN_THE_NORTH =
            WorkerInfo.of(1.0, Attributes.of("modes", List.of("duel"), "regions", List.of("north")));

    private final Play play = new Play();

    @Test
    void aModeThatAServerDoesNotNameIsUnfit() {
        assertThat(play.fit(mode("race"), DUELS_IN_THE_NORTH)).isEqualTo(Fit.UNFIT);
        assertThat(play.fit(Preference.NONE, DUELS_IN_THE_NORTH)).isEqualTo(Fit.UNFIT);
    }

    @Test
    void aServerThatNamesNoModesServesThemAll() {
        assertThat(play.fit(mode("race"), WorkerInfo.of(1.0, Attributes.NONE))).isEqualTo(Fit.FITS);
    }

    @Test
    void theRegionIsPreferredAmongTheServersOfTheMode() {
        Preference north = Preference.of(Attributes.of("mode", "duel", "region", "north"));
        assertThat(play.fit(north, DUELS_IN_THE_NORTH)).isEqualTo(Fit.PREFERRED);
        assertThat(play.fit(mode("duel"), DUELS_IN_THE_NORTH)).isEqualTo(Fit.FITS);
    }

    @Test
    void saysWhy() {
        assertThat(play.why(mode("race"), DUELS_IN_THE_NORTH)).isEqualTo("mode race is not among its modes [duel]");
        assertThat(play.why(mode("duel"), DUELS_IN_THE_NORTH)).startsWith("mode duel is among its modes, ");
        assertThat(play.why(Preference.NONE, WorkerInfo.of(1.0, Attributes.NONE)))
                .startsWith("it serves every mode, ");
    }

    private static Preference mode(String mode) {
        return Preference.of(Attributes.of("mode", mode));
    }
}
