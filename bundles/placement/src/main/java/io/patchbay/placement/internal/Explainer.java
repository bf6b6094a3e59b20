package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers a request on a copy of the ledger, so that nothing comes of it, and asks the matcher for its reasons. The copy has an
 * instance of the strategy of its own: one that remembers its picks begins with none here, and may choose another worker than
 * the one that serves would. Thread-safe.
 */
final class Explainer {
    private static final int MAX_AT_ONCE = 4; // each copies a ledger

    private final Office office;
    private final Wiring wiring;
    private final Ticker ticker;
    private final AtomicInteger running = new AtomicInteger();

    Explainer(Office office, Wiring wiring, Ticker ticker) {
        this.office = office;
        this.wiring = wiring;
        this.ticker = ticker;
    }

    /** An answer with no more to say. */
    static Explanation unexplained(Scheduled outcome) {
        return new Explanation(outcome, "", "", "", List.of());
    }

    /** The answer where too much is asked at once. */
    static Explanation busy(String message) {
        return unexplained(new Scheduled.Refused(RefusalCode.BUSY, message));
    }

    CompletionStage<Explanation> explain(Ledger ledger, ScheduleRequest request) {
        if (running.incrementAndGet() > MAX_AT_ONCE) {
            running.decrementAndGet();
            return CompletableFuture.completedStage(busy("more than " + MAX_AT_ONCE + " explanations at once"));
        }
        Slot<Strategy> strategy =
                wiring.openStrategy(office.settings().of(request.purpose()).strategy());
        CompletionStage<Explanation> answer = ledger.turn()
                .submit(LedgerOperation.of(ledger, ledger, operation -> copyOf(ledger, request.task(), strategy)))
                .thenCompose(copy -> copy == ledger ? notReady() : explainOn(copy, request));
        answer.whenComplete((explanation, failed) -> {
            running.decrementAndGet();
            strategy.close();
        });
        return answer;
    }

    private CompletionStage<Explanation> explainOn(Ledger copy, ScheduleRequest request) {
        ticker.welcome(copy);
        return copy.turn().post(new ExplainOperation(copy, request)).whenComplete((explanation, failed) -> {
            ticker.dismiss(copy);
            copy.turn().doIfFree(copy::letGoOfLeases);
        });
    }

    /** A ledger with the same workers and one of the tasks, and another instance of the strategy, that shares no state. */
    private static Ledger copyOf(Ledger ledger, String task, Slot<Strategy> strategy) {
        Seats seats = new Seats(
                new Seat<>(ledger.seats().scheduler().slot()),
                new Seat<>(ledger.seats().matcher().slot()),
                new Seat<>(strategy));
        Ledger copy = Ledger.copy(ledger.purpose(), ledger.office(), seats);
        copy.enterTerm(ledger.term());
        if (!ledger.registry().isUntouched()) {
            copy.registry().touch();
        }
        ledger.roster().forEach(worker -> {
            LedgerWorker twin = copy.registry().enter(worker.id(), worker.info());
            twin.resemble(worker);
            copy.roster().add(twin);
            if (ledger.lastPick().was(worker)) {
                copy.lastPick().is(twin);
            }
        });
        int known = ledger.bookings().find(task);
        if (known != TaskTable.NONE) {
            copy.registry().member(ledger.bookings().holder(known).id()).ifPresent(twin -> ledger.bookings()
                    .copyTo(copy.bookings(), known, twin));
        }
        return copy;
    }

    private static CompletionStage<Explanation> notReady() {
        return CompletableFuture.completedStage(unexplained(ScheduleOperation.NOT_READY));
    }
}
