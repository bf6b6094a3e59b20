package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes recorded decisions again by a plug-in that is tried, on a twin of the ledger. Thread-safe. */
final class Replayer {
    private static final int MAX_AT_ONCE = 2; // each has a copy of the ledger's workers

    private final Office office;
    private final Wiring wiring;
    private final Lanes lanes;
    private final Ticker ticker;
    private final AtomicInteger running = new AtomicInteger();

    /** @param lanes threads that no request waits for */
    Replayer(Office office, Wiring wiring, Lanes lanes, Ticker ticker) {
        this.office = office;
        this.wiring = wiring;
        this.lanes = lanes;
        this.ticker = ticker;
    }

    CompletionStage<ReplayAnswer> replay(Ledger ledger, ReplayRequest request) {
        if (running.incrementAndGet() > MAX_AT_ONCE) {
            running.decrementAndGet();
            return refused(RefusalCode.BUSY, "more than " + MAX_AT_ONCE + " replays at once");
        }
        FaultCount faults = new FaultCount();
        Seats seats = wiring.openTried(
                office.settings().of(request.purpose()),
                request.kind(),
                request.name(),
                request.version(),
                faults::add);
        CompletionStage<ReplayAnswer> answer = labelOf(seats, request)
                .map(label -> replay(ledger, request, seats, faults, label))
                .orElseGet(() -> refused(
                        RefusalCode.NO_PLUGIN,
                        "no " + request.kind() + " '" + request.name() + "' of version " + request.version()
                                + " is installed and fit to serve"));
        return answer.whenComplete((done, failed) -> {
            running.decrementAndGet();
            wiring.giveBack(seats);
        });
    }

    /** Counts what the candidate does before there is somebody to compare. Thread-safe. */
    private static final class FaultCount {
        private final AtomicInteger count = new AtomicInteger();

        void add(String reason) {
            count.incrementAndGet();
        }
    }

    private CompletionStage<ReplayAnswer> replay(
            Ledger ledger, ReplayRequest request, Seats seats, FaultCount faults, String label) {
        Twin twin = new Twin(Ledger.twin(ledger.purpose(), office, lanes, seats));
        Comparison comparison = new Comparison(twin);
        return ledger.turn()
                .submit(LedgerOperation.of(
                        ledger, Optional.<Excerpt>empty(), operation -> Optional.of(excerpt(ledger, request.last()))))
                .thenCompose(excerpt -> excerpt.isEmpty()
                        ? refused(RefusalCode.NOT_READY, ScheduleOperation.NOT_READY.message())
                        : rerun(twin, excerpt.get(), comparison)
                                .thenApply(done -> comparison.result(
                                        label,
                                        faults.count.get(),
                                        office.settings().reservedTaskLoad())));
    }

    private CompletionStage<Boolean> rerun(Twin twin, Excerpt excerpt, Comparison comparison) {
        ticker.welcome(twin.ledger());
        return twin.ledger().turn().post(new Rerun(twin, excerpt, comparison)).whenComplete((done, failed) -> {
            ticker.dismiss(twin.ledger());
            twin.ledger().turn().doIfFree(twin.ledger()::letGoOfLeases);
        });
    }

    /** In the ledger's turn. */
    private static Excerpt excerpt(Ledger ledger, int last) {
        History history = ledger.turn().history();
        List<Segment.View> views = ledger.roster().recording().views();
        long first = views.isEmpty() ? history.count() : views.get(0).firstDecision();
        long oldest = Math.max(Math.max(history.oldest(), history.count() - last), first);
        return new Excerpt(views, 0, oldest, oldest, history.remembered(oldest));
    }

    private static Optional<String> labelOf(Seats seats, ReplayRequest request) {
        Seat<?> seat = seats.at(Seats.KINDS.indexOf(request.kind()));
        Optional<? extends Lease<?>> lease = seat.slot().lease();
        lease.ifPresent(Lease::close);
        return lease.map(Lease::label);
    }

    private static CompletionStage<ReplayAnswer> refused(RefusalCode code, String message) {
        return CompletableFuture.completedStage(new ReplayAnswer.Refused(code, message));
    }
}
