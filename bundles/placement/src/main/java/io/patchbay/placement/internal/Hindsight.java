package io.patchbay.placement.internal;

import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PastDecision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells of recorded decisions, and why they came out as they did. Thread-safe. */
final class Hindsight {
    private static final int MAX_AT_ONCE = 2; // each has a copy of the ledger's workers

    private final Office office;
    private final Wiring wiring;
    private final Lanes lanes;
    private final Ticker ticker;
    private final AtomicInteger running = new AtomicInteger();

    /** @param lanes threads that no request waits for */
    Hindsight(Office office, Wiring wiring, Lanes lanes, Ticker ticker) {
        this.office = office;
        this.wiring = wiring;
        this.lanes = lanes;
        this.ticker = ticker;
    }

    /** The last decisions, newest first. In the ledger's turn. */
    static List<PastDecision> decisions(Ledger ledger, int last) {
        History history = ledger.turn().history();
        long oldest = Math.max(history.oldest(), history.count() - last);
        List<PastDecision> decisions = new ArrayList<>();
        long number = oldest;
        for (Operation<?> decided : history.remembered(oldest)) {
            ScheduleOperation operation = (ScheduleOperation) decided;
            if (operation.answer() != null) { // else it has failed by a fault of ours
                decisions.add(decision(number, operation));
            }
            number++;
        }
        Collections.reverse(decisions);
        return decisions;
    }

    private static PastDecision decision(long number, ScheduleOperation decided) {
        DecisionRecord record = decided.record();
        return new PastDecision(
                number,
                record.atMillis(),
                record.request(),
                decided.known().isPresent() && record.by().strategy().isEmpty(),
                record.outcome(),
                record.by().scheduler(),
                record.by().matcher(),
                record.by().strategy());
    }

    /** Completes with empty if the decision is not recorded any more. */
    CompletionStage<Optional<Explanation>> explain(Ledger ledger, long number) {
        if (running.incrementAndGet() > MAX_AT_ONCE) {
            running.decrementAndGet();
            return CompletableFuture.completedStage(Optional.of(
                    Explainer.busy("more than " + MAX_AT_ONCE + " recorded decisions are explained at once")));
        }
        Seats seats = wiring.openForCopy(office.settings().of(ledger.purpose()));
        CompletionStage<Optional<Explanation>> answer = ledger.turn()
                .submit(LedgerOperation.of(ledger, Optional.<Excerpt>empty(), operation -> excerpt(ledger, number)))
                .thenCompose(excerpt -> excerpt.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : explain(new Twin(Ledger.twin(ledger.purpose(), office, lanes, seats)), excerpt.get()));
        return answer.whenComplete((done, failed) -> {
            running.decrementAndGet();
            wiring.giveBack(seats);
        });
    }

    private CompletionStage<Optional<Explanation>> explain(Twin twin, Excerpt excerpt) {
        ticker.welcome(twin.ledger());
        return twin.ledger().turn().post(new HindsightOperation(twin, excerpt)).whenComplete((done, failed) -> {
            ticker.dismiss(twin.ledger());
            twin.ledger().turn().doIfFree(twin.ledger()::letGoOfLeases);
        });
    }

    /** In the ledger's turn. */
    private static Optional<Excerpt> excerpt(Ledger ledger, long number) {
        History history = ledger.turn().history();
        List<Segment.View> views = ledger.roster().recording().views();
        boolean known = number >= history.oldest()
                && number < history.count()
                && !views.isEmpty()
                && number >= views.get(0).firstDecision();
        return known
                ? Optional.of(new Excerpt(
                        views,
                        0,
                        number,
                        number,
                        List.of(history.remembered(number).get(0))))
                : Optional.empty();
    }
}
