package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MatcherChecksTest {
    private static List<String> failuresOf(Matcher matcher) throws InterruptedException {
        return Failures.of(MatcherChecks.of(() -> matcher));
    }

    @Test
    void passesOneThatCompares() throws InterruptedException {
        assertThat(failuresOf((preference, worker) ->
                        preference.text("hardware").equals(worker.capacity().text("hardware")) ? Fit.FITS : Fit.UNFIT))
                .isEmpty();
    }

    @Test
    void findsOneThatAnswersNull() throws InterruptedException {
        assertThat(failuresOf((preference, worker) -> preference.text("isp").isPresent() ? null : Fit.FITS))
                .first()
                .asString()
                .contains("answered null");
    }

    @Test
    void findsOneThatTrustsWhatIsAsked() throws InterruptedException {
        assertThat(failuresOf((preference, worker) ->
                        ((String) preference.attributes().values().getOrDefault("isp", "")).isEmpty()
                                ? Fit.FITS
                                : Fit.UNFIT))
                .first()
                .asString()
                .contains("fit of preference {isp=7", "ClassCastException");
    }

    @Test
    void findsOneThatCounts() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();

        assertThat(failuresOf((preference, worker) -> calls.incrementAndGet() % 3 == 0 ? Fit.UNFIT : Fit.FITS))
                .anyMatch(failure -> failure.startsWith("is pure") && failure.contains("verdicts are remembered"));
    }

    @Test
    void findsOneThatKnowsWorkersByIdentity() throws InterruptedException {
        assertThat(failuresOf((preference, worker) -> System.identityHashCode(worker) % 2 == 0 ? Fit.FITS : Fit.UNFIT))
                .anyMatch(failure -> failure.startsWith("is pure"));
    }

    @Test
    void findsOneThatRemembersInItsThread() throws InterruptedException {
        ThreadLocal<Fit> next = ThreadLocal.withInitial(() -> Fit.FITS);

        assertThat(failuresOf((preference, worker) -> {
                    Fit verdict = next.get();
                    next.set(Fit.UNFIT);
                    return verdict;
                }))
                .anyMatch(failure -> failure.startsWith("gives the same verdicts to several threads"));
    }

    @Test
    void findsReasonsOfSeveralLines() throws InterruptedException {
        assertThat(failuresOf(new Matcher() {
                    @Override
                    public Fit fit(Preference preference, WorkerInfo worker) {
                        return Fit.FITS;
                    }

                    @Override
                    public String why(Preference preference, WorkerInfo worker) {
                        return "because\nof that";
                    }
                }))
                .singleElement()
                .asString()
                .startsWith("says why in one short line");
    }

    @Test
    void findsOneThatIsTooSlow() throws InterruptedException {
        assertThat(failuresOf((preference, worker) -> {
                    long until = System.nanoTime() + 100_000;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    return Fit.FITS;
                }))
                .singleElement()
                .asString()
                .contains("its round took");
    }
}
