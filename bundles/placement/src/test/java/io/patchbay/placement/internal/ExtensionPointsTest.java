package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.matchers.internal.Analytics;
import io.patchbay.matchers.internal.General;
import io.patchbay.matchers.internal.IspRegion;
import io.patchbay.matchers.internal.Video;
import io.patchbay.scheduler.sticky.internal.Sticky;
import io.patchbay.strategies.internal.LastUsed;
import io.patchbay.strategies.internal.LeastUsed;
import io.patchbay.strategies.internal.MostUsed;
import io.patchbay.strategies.internal.RandomlyPick;
import io.patchbay.strategies.internal.RoundRobin;
import io.patchbay.strategies.internal.TwoChoices;
import io.patchbay.strategies.internal.WeightRobin;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What plug-ins have to show before they serve. */
class ExtensionPointsTest {
    private final StrategyPoint strategies = new StrategyPoint();
    private final MatcherPoint matchers = new MatcherPoint();
    private final SchedulerPoint schedulers = new SchedulerPoint();

    @Test
    void namesTheKindsAsOperatorsDo() {
        assertThat(strategies.kind()).isEqualTo("strategy");
        assertThat(matchers.kind()).isEqualTo("matcher");
        assertThat(schedulers.kind()).isEqualTo("scheduler");
        assertThat(strategies.type()).isEqualTo(Strategy.class);
        assertThat(matchers.type()).isEqualTo(Matcher.class);
        assertThat(schedulers.type()).isEqualTo(Scheduler.class);
    }

    @Test
    void letsThePluginsThatShipPass() {
        assertThatCode(() -> {
                    strategies.check(new LastUsed());
                    strategies.check(new LeastUsed());
                    strategies.check(new MostUsed());
                    strategies.check(new RandomlyPick());
                    strategies.check(new RoundRobin());
                    strategies.check(new TwoChoices());
                    strategies.check(new WeightRobin());
                    matchers.check(new Analytics());
                    matchers.check(new General());
                    matchers.check(new IspRegion());
                    matchers.check(new Video());
                    schedulers.check(new Sticky());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAStrategyThatAnswersNull() {
        assertThatThrownBy(() -> strategies.check(decision -> null))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it answered null");
    }

    @Test
    void refusesAStrategyThatThrows() {
        assertThatThrownBy(() -> strategies.check(decision -> {
                    throw new NoClassDefFoundError("x");
                }))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it threw java.lang.NoClassDefFoundError: x");
    }

    @Test
    void refusesAStrategyThatChoosesSomebodyElse() {
        assertThatThrownBy(() -> strategies.check(decision ->
                        Optional.of(new Rehearsal(1).decision().candidates().first())))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it chose a worker that is not among the candidates");
    }

    @Test
    void letsAStrategyRefuseThemAll() {
        assertThatCode(() -> strategies.check(decision -> Optional.empty())).doesNotThrowAnyException();
    }

    @Test
    void refusesAStrategyThatIsAlwaysSlow() {
        assertThatThrownBy(() -> strategies.check(decision -> {
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60);
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return Optional.of(decision.candidates().first());
                }))
                .isInstanceOf(ContractViolation.class)
                .hasMessageStartingWith("its fastest answer took ");
    }

    @Test
    void refusesAMatcherThatIsNotPure() {
        AtomicInteger calls = new AtomicInteger();
        assertThatThrownBy(() ->
                        matchers.check((preference, worker) -> calls.getAndIncrement() % 2 == 0 ? Fit.FITS : Fit.UNFIT))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it gave the same worker another verdict the second time");
    }

    @Test
    void refusesAMatcherThatAnswersNull() {
        assertThatThrownBy(() -> matchers.check((preference, worker) -> null))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it answered null");
    }

    @Test
    void refusesASchedulerThatReservesSomebodyElse() {
        Worker stranger = new Rehearsal(1).decision().candidates().first();
        assertThatThrownBy(() -> schedulers.check(ruling(view -> new Ruling.Reserve(stranger, 1000))))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it reserved a worker that is not among the candidates");
    }

    @Test
    void refusesASchedulerThatKeepsWhatNobodyHas() {
        assertThatThrownBy(() -> schedulers.check(ruling(view -> new Ruling.Keep(1000))))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it kept a task that no worker has");
    }

    @Test
    void refusesASchedulerThatRefusesWithoutAReason() {
        assertThatThrownBy(() -> schedulers.check(ruling(view -> new Ruling.Refuse(null, null))))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("it refused without a code or a reason");
    }

    private static Scheduler ruling(Function<LedgerView, Ruling> rule) {
        return new Scheduler() {
            @Override
            public Ruling decide(ScheduleRequest request, LedgerView ledger) {
                return rule.apply(ledger);
            }

            @Override
            public long pickedUp(PlacedTask task, Worker worker, LedgerView ledger) {
                return 1;
            }

            @Override
            public long laidDown(PlacedTask task, Worker worker, boolean executing) {
                return 1;
            }

            @Override
            public long expired(PlacedTask task) {
                return 0;
            }
        };
    }
}
