package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Strategies that are as they should be, and those that each break the contract in one way. */
class StrategyChecksTest {
    private static List<String> failuresOf(Supplier<Strategy> strategies) throws InterruptedException {
        return Failures.of(StrategyChecks.of(strategies));
    }

    private static Optional<Worker> first(Decision decision) {
        return Optional.of(decision.candidates().first());
    }

    private record Stranger(String id, WorkerInfo info, double load) implements Worker {}

    @Test
    void passesOneThatTakesTheFirst() throws InterruptedException {
        assertThat(failuresOf(() -> StrategyChecksTest::first)).isEmpty();
    }

    @Test
    void passesOneThatCountsForItself() throws InterruptedException {
        assertThat(failuresOf(() -> new Strategy() {
                    private int calls;

                    @Override
                    public Optional<Worker> choose(Decision decision) {
                        return Optional.of(decision.candidates()
                                .at(calls++ % decision.candidates().size()));
                    }
                }))
                .isEmpty();
    }

    @Test
    void passesOneThatRefusesAll() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> Optional.empty())).isEmpty();
    }

    @Test
    void findsOneThatThrows() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> {
                    throw new IllegalStateException("no idea");
                }))
                .first()
                .asString()
                .contains("choose threw java.lang.IllegalStateException: no idea")
                .contains("StrategyChecksTest");
    }

    @Test
    @SuppressWarnings("NullOptional") // what the check is for
    void findsOneThatAnswersNull() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> null)).first().asString().contains("choose answered null");
    }

    @Test
    void findsOneThatChoosesAStranger() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> Optional.of(
                        new Stranger("x", decision.candidates().first().info(), 0))))
                .first()
                .asString()
                .contains("Stranger, which was not among the candidates");
    }

    @Test
    void findsOneThatSticksToAPreviousWorkerThatIsNoCandidate() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> decision.previous().or(() -> first(decision))))
                .first()
                .asString()
                .contains("stranger, which is no candidate of this decision");
    }

    @Test
    void findsOneThatDoesNotReturn() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);

        assertThat(failuresOf(() -> decision -> {
                    awaitQuietly(never);
                    return first(decision);
                }))
                .first()
                .asString()
                .contains("choose did not return within 3000 ms");
    }

    @Test
    void findsOneThatMakesUpItsOwnRandomness() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> Optional.of(decision.candidates()
                        .at((int) (Math.random() * decision.candidates().size())))))
                .anyMatch(failure ->
                        failure.startsWith("gives the same answers") && failure.contains("decision.random()"));
    }

    @Test
    void findsOneThatBreaksTiesByIdentity() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> {
                    Set<Worker> unordered = Collections.newSetFromMap(new IdentityHashMap<>());
                    decision.candidates().forEach(unordered::add);
                    return Optional.of(unordered.iterator().next());
                }))
                .anyMatch(failure -> failure.startsWith("chooses among equals by the order"));
    }

    @Test
    void findsOneThatKeepsWorkers() throws InterruptedException {
        assertThat(failuresOf(() -> new Strategy() {
                    private final Set<Worker> seen = new HashSet<>();

                    @Override
                    public Optional<Worker> choose(Decision decision) {
                        seen.add(decision.candidates().first());
                        return first(decision);
                    }
                }))
                .singleElement()
                .asString()
                .startsWith("keeps nothing");
    }

    @Test
    void findsOneThatUsesTheViewOfAnEarlierDecision() throws InterruptedException {
        assertThat(failuresOf(() -> new Strategy() {
                    private final List<Decision> earlier = new ArrayList<>();

                    @Override
                    public Optional<Worker> choose(Decision decision) {
                        earlier.add(decision);
                        earlier.get(0).candidates();
                        return first(decision);
                    }
                }))
                .first()
                .asString()
                .contains("threw java.lang.IllegalStateException: it used the decision of a call that was over");
    }

    @Test
    void findsOneThatLooksOnAThreadOfItsOwnAndHidesIt() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> {
                    CompletableFuture.runAsync(() -> decision.candidates().size())
                            .exceptionally(thrown -> null)
                            .join();
                    return first(decision);
                }))
                .first()
                .asString()
                .contains("which is not the one it was called on");
    }

    @Test
    void findsOneThatRemembersInItsThread() throws InterruptedException {
        assertThat(failuresOf(() -> new Strategy() {
                    private final ThreadLocal<Integer> calls = ThreadLocal.withInitial(() -> 0);

                    @Override
                    public Optional<Worker> choose(Decision decision) {
                        calls.set(calls.get() + 1);
                        return Optional.of(decision.candidates()
                                .at(calls.get() % decision.candidates().size()));
                    }
                }))
                .singleElement()
                .asString()
                .startsWith("answers the same on whichever thread");
    }

    @Test
    void findsOneThatIsTooSlow() throws InterruptedException {
        assertThat(failuresOf(() -> decision -> {
                    long until = System.nanoTime() + decision.candidates().size() * 10_000L;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    return first(decision);
                }))
                .singleElement()
                .asString()
                .contains("its choice took 1");
    }

    @Test
    void findsOneThatIsTooSlowEverySecondTime() throws InterruptedException {
        assertThat(failuresOf(() -> new Strategy() {
                    private int calls;

                    @Override
                    public Optional<Worker> choose(Decision decision) {
                        boolean slow = calls++ % 2 == 1;
                        long until = System.nanoTime()
                                + (slow ? decision.candidates().size() * 10_000L : 0);
                        while (System.nanoTime() < until) {
                            Thread.onSpinWait();
                        }
                        return first(decision);
                    }
                }))
                .singleElement()
                .asString()
                .contains("its choice took 1");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
