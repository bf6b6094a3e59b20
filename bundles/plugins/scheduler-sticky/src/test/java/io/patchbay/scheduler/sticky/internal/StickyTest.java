package io.patchbay.scheduler.sticky.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StickyTest {
    private static final Worker A = new ScriptedWorker("a");
    private static final long DEFAULT_MILLIS = 60_000;

    private final Sticky sticky = new Sticky();
    private final ScriptedLedger ledger = new ScriptedLedger();

    @Test
    void keepsATaskThatIsPlacedWithoutAnyAvailabilityCheck() {
        ledger.task = Optional.of(new PlacedTask("t", "a", true, false, 1000));
        ledger.available = false;
        assertThat(sticky.decide(request(0), ledger)).isEqualTo(new Ruling.Keep(1000));
    }

    @Test
    void keepsForTheLongerOfTheOldAndTheNewTime() {
        ledger.task = Optional.of(new PlacedTask("t", "a", true, false, 1000));
        assertThat(sticky.decide(request(2000), ledger)).isEqualTo(new Ruling.Keep(2000));
    }

    @Test
    void neverShortensAReservation() {
        ledger.task = Optional.of(new PlacedTask("t", "a", true, true, 1000));
        assertThat(sticky.decide(request(500), ledger)).isEqualTo(new Ruling.Keep(1000));
    }

    @Test
    void keepsForTheDefaultTimeWhereNobodyEverSaid() {
        ledger.task = Optional.of(new PlacedTask("t", "a", true, true, 0));
        assertThat(sticky.decide(request(0), ledger)).isEqualTo(new Ruling.Keep(DEFAULT_MILLIS));
    }

    @Test
    void placesAnewATaskWhoseWorkerIsGone() {
        ledger.task = Optional.of(new PlacedTask("t", "gone", false, false, 1000));
        assertThat(sticky.decide(request(500), ledger)).isEqualTo(new Ruling.Reserve(A, 500));
    }

    @Test
    void refusesWhereNobodyIsAvailable() {
        ledger.available = false;
        assertThat(sticky.decide(request(0), ledger))
                .isEqualTo(new Ruling.Refuse(RefusalCode.FULL, "No worker available, all in full load."));
    }

    @Test
    void refusesWhereNobodyMatches() {
        ledger.candidates = Optional.empty();
        assertThat(sticky.decide(request(0), ledger))
                .isEqualTo(new Ruling.Refuse(RefusalCode.NO_MATCH, "No worker matches the preference."));
    }

    @Test
    void refusesWhereTheStrategyChoosesNobody() {
        ledger.choice = Optional.empty();
        assertThat(sticky.decide(request(0), ledger))
                .isEqualTo(new Ruling.Refuse(RefusalCode.NO_MATCH, "No worker matches the preference."));
    }

    @Test
    void reservesForTheDefaultTimeWhereNobodySays() {
        assertThat(sticky.decide(request(0), ledger)).isEqualTo(new Ruling.Reserve(A, DEFAULT_MILLIS));
    }

    @Test
    void keepsThePlannedTimeOfATaskThatIsPickedUp() {
        assertThat(sticky.pickedUp(new PlacedTask("t", "b", true, false, 1000), A, ledger))
                .isEqualTo(1000);
    }

    @Test
    void givesATaskThatNobodyPlannedTheDefaultTime() {
        assertThat(sticky.pickedUp(PlacedTask.unplaced("t"), A, ledger)).isEqualTo(DEFAULT_MILLIS);
    }

    @Test
    void reservesAnExecutedTaskAgainWhenItIsLaidDown() {
        assertThat(sticky.laidDown(new PlacedTask("t", "a", true, true, 1000), A, true))
                .isEqualTo(1000);
    }

    @Test
    void forgetsATaskThatIsLaidDownByAWorkerThatDidNotExecuteIt() {
        assertThat(sticky.laidDown(new PlacedTask("t", "b", true, true, 1000), A, false))
                .isZero();
    }

    @Test
    void forgetsATaskWhoseReservationIsOver() {
        assertThat(sticky.expired(new PlacedTask("t", "a", true, false, 1000))).isZero();
    }

    private static ScheduleRequest request(long reserveMillis) {
        return new ScheduleRequest("portal", "t", Preference.NONE, reserveMillis);
    }

    /** Answers as the test says. */
    private static final class ScriptedLedger implements LedgerView {
        private Optional<PlacedTask> task = Optional.empty();
        private boolean available = true;
        private Optional<Candidates> candidates = Optional.of(new Alone(A));
        private Optional<Worker> choice = Optional.of(A);

        @Override
        public Optional<PlacedTask> task(String name) {
            return task;
        }

        @Override
        public boolean anyAvailable() {
            return available;
        }

        @Override
        public Optional<Candidates> candidates(Preference preference) {
            return candidates;
        }

        @Override
        public Optional<Worker> choose(ScheduleRequest request, Candidates offered) {
            return choice;
        }

        @Override
        public long defaultReserveMillis() {
            return DEFAULT_MILLIS;
        }
    }

    private record ScriptedWorker(String id) implements Worker {
        @Override
        public WorkerInfo info() {
            return WorkerInfo.of(1, Attributes.NONE);
        }

        @Override
        public double load() {
            return 0;
        }
    }

    /** The only candidate. */
    private record Alone(Worker worker) implements Candidates {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public Worker first() {
            return worker;
        }

        @Override
        public Worker at(int index) {
            return worker;
        }

        @Override
        public Worker after(Worker other) {
            return worker;
        }

        @Override
        public boolean contains(Worker other) {
            return worker.equals(other);
        }

        @Override
        public Worker leastLoaded() {
            return worker;
        }

        @Override
        public Worker mostLoaded() {
            return worker;
        }

        @Override
        public Iterator<Worker> iterator() {
            return List.of(worker).iterator();
        }
    }
}
