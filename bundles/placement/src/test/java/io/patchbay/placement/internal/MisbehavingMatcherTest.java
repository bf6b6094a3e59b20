package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.matchers.internal.IspRegion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Matchers that break their contract: the engine goes by what their predecessor has said. */
class MisbehavingMatcherTest {
    private final Rig rig = new Rig();

    @BeforeEach
    void placeOneInTheSouth() {
        rig.matcher(IspRegion::new).name("strategy." + Rig.PURPOSE, "least-used");
        join("north", "n", 0);
        join("south", "s", 0.5);
        assertThat(placed("first")).isEqualTo("south");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void leavesTheVerdictsOfItsPredecessorInForceWhereItThrows() {
        replace((preference, worker) -> {
            throw new IllegalStateException("boom");
        });

        assertThat(placed("second")).isEqualTo("south");
    }

    @Test
    void leavesThemInForceWhereItDoesNotReturn() {
        replace((preference, worker) -> {
            throw rig.hang.forEver();
        });

        assertThat(placed("second")).isEqualTo("south");
    }

    @Test
    void leavesThemInForceWhereAnotherThatFailedCameBetween() {
        replace((preference, worker) -> {
            throw new IllegalStateException("boom");
        });
        placed("second");
        replace((preference, worker) -> null);

        assertThat(placed("third")).isEqualTo("south");
    }

    @Test
    void fitsAWorkerThatTheyDoNotKnow() {
        replace((preference, worker) -> {
            throw new IllegalStateException("boom");
        });
        rig.state("south", 1);
        rig.state("north", 1);
        join("stranger", "x", 0);

        assertThat(placed("second")).isEqualTo("stranger");
    }

    @Test
    void leavesNothingInForceOnceAGoodOneHasJudged() {
        replace((preference, worker) -> Fit.FITS);

        assertThat(placed("second")).isEqualTo("north");
    }

    private void replace(Matcher matcher) {
        rig.slots.install(Matcher.class, "tested", () -> matcher);
    }

    private void join(String id, String region, double load) {
        rig.join(Rig.announcement(id, WorkerInfo.of(0.85, Attributes.of("regions", List.of(region))), load));
    }

    private String placed(String task) {
        ScheduleRequest request = new ScheduleRequest(Rig.PURPOSE, task, Preference.of("", "s"), 0);
        return ((Scheduled.Placed) rig.await(rig.engine.schedule(request))).worker();
    }
}
