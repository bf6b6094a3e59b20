package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchedulerChecksTest {
    private static final Ruling FULL = new Ruling.Refuse(RefusalCode.FULL, "full");

    /** Places whoever is chosen, and keeps nothing. */
    private static class Plain implements Scheduler {
        @Override
        public Ruling decide(ScheduleRequest request, LedgerView ledger) {
            return ledger.candidates(request.preference())
                    .flatMap(candidates -> ledger.choose(request, candidates))
                    .<Ruling>map(worker -> new Ruling.Reserve(worker, ledger.defaultReserveMillis()))
                    .orElse(FULL);
        }

        @Override
        public long pickedUp(PlacedTask task, Worker worker, LedgerView ledger) {
            return ledger.defaultReserveMillis();
        }

        @Override
        public long laidDown(PlacedTask task, Worker worker, boolean executing) {
            return 0;
        }

        @Override
        public long expired(PlacedTask task) {
            return 0;
        }
    }

    private static List<String> failuresOf(Scheduler scheduler) throws InterruptedException {
        return Failures.of(SchedulerChecks.of(() -> scheduler));
    }

    @Test
    void passesAPlainOne() throws InterruptedException {
        assertThat(failuresOf(new Plain())).isEmpty();
    }

    @Test
    void findsOneThatReservesWhatTheStrategyRefused() throws InterruptedException {
        assertThat(failuresOf(new Plain() {
                    @Override
                    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
                        return new Ruling.Reserve(
                                ledger.candidates(request.preference())
                                        .orElseThrow()
                                        .first(),
                                0);
                    }
                }))
                .first()
                .asString()
                .contains("the reservation is 0 ms");
    }

    @Test
    void findsOneThatKeepsATaskThatNobodyHas() throws InterruptedException {
        assertThat(failuresOf(new Plain() {
                    @Override
                    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
                        return new Ruling.Keep(1000);
                    }
                }))
                .first()
                .asString()
                .contains("kept task 'new-1', which no present worker has");
    }

    @Test
    void findsOneThatAnswersNull() throws InterruptedException {
        assertThat(failuresOf(new Plain() {
                    @Override
                    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
                        return null;
                    }
                }))
                .first()
                .asString()
                .contains("decide answered null");
    }

    @Test
    void findsOneThatKeepsTheLedger() throws InterruptedException {
        Map<String, LedgerView> tasks = new HashMap<>();
        assertThat(failuresOf(new Plain() {
                    @Override
                    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
                        synchronized (tasks) {
                            tasks.put(request.task(), ledger);
                        }
                        return super.decide(request, ledger);
                    }
                }))
                .singleElement()
                .asString()
                .startsWith("keeps nothing");
    }

    @Test
    void findsOneThatRemembersTasksItself() throws InterruptedException {
        Map<String, Optional<Ruling>> tasks = new HashMap<>();
        assertThat(failuresOf(new Plain() {
                    @Override
                    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
                        synchronized (tasks) {
                            return tasks.put(request.task(), Optional.empty()) == null
                                    ? super.decide(request, ledger)
                                    : FULL;
                        }
                    }
                }))
                .anyMatch(failure -> failure.startsWith("gives the same rulings to the same requests"));
    }

    @Test
    void findsOneThatGivesNegativeTimes() throws InterruptedException {
        assertThat(failuresOf(new Plain() {
                    @Override
                    public long expired(PlacedTask task) {
                        return -1;
                    }
                }))
                .singleElement()
                .asString()
                .contains("is -1 ms, which is not within 0 and 86400000");
    }
}
