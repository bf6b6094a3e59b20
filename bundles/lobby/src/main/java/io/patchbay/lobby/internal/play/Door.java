package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.Redemption.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets players in: each token once, at its server, before its deadline, and only while their account is good and the ledger still has
 * the seats for it.
 * Confined to the turn.
 */
final class Door {
    private final PlayEngine engine;

    Door(PlayEngine engine) {
        this.engine = engine;
    }

    void redeem(String server, String token, Optional<String> match, CompletableFuture<Redemption> promise) {
        Optional<Start> found = engine.starts().withToken(token);
        Optional<Reason> refusal = found.isEmpty() ? Optional.of(Reason.UNKNOWN) : refusal(found.get(), server, token);
        if (refusal.isPresent()) {
            refuse(refusal.get(), promise);
            return;
        }
        Start start = found.get();
        int seat = start.seatOf(token);
        start.use(seat, true); // first, so that nobody else gets in with it while the database and the ledger are asked
        engine.then(engine.mayPlay(start.player()), good -> {
            if (good.isPresent() && good.get() && isStill(start)) {
                confirm(start, seat, server, match, promise);
                return;
            }
            start.use(seat, false);
            if (good.isPresent() && !good.get()) {
                engine.leave(start.player()); // it ended on another node
            }
            refuse(good.isPresent() ? Reason.UNKNOWN : Reason.NOT_READY, promise);
        });
    }

    private void confirm(
            Start start, int seat, String server, Optional<String> match, CompletableFuture<Redemption> promise) {
        engine.then(
                engine.placement()
                        .confirm(
                                PlayRouting.PURPOSE,
                                start.id(),
                                server,
                                engine.settings().pickUpMillis()),
                confirmed -> {
                    if (confirmed.isPresent() && confirmed.get() && isStill(start)) {
                        letIn(start, seat, match, promise);
                    } else {
                        start.use(seat, false);
                        engine.check(start, there -> refuse(there ? Reason.NOT_READY : Reason.EXPIRED, promise));
                    }
                });
    }

    /** Neither over nor, although others of it play, no longer its player's: both may have come while the database or the ledger was asked. */
    private static boolean isStill(Start start) {
        return !start.is(Start.Phase.OVER) && start.isOf(start.player());
    }

    private Optional<Reason> refusal(Start start, String server, String token) {
        if (!start.server().equals(server)) {
            return Optional.of(Reason.WRONG_SERVER);
        }
        if (start.isUsed(start.seatOf(token))) {
            return Optional.of(Reason.USED);
        }
        return engine.now() < start.deadlineMillis() ? Optional.empty() : Optional.of(Reason.EXPIRED);
    }

    private void letIn(Start start, int seat, Optional<String> match, CompletableFuture<Redemption> promise) {
        start.played(match.orElse(start.id()), engine.now());
        engine.starts().played(start);
        engine.counters().addRedeemed();
        promise.complete(new Redemption.Redeemed(
                start.id(),
                start.match(),
                start.player(),
                seat,
                start.kind().seats(),
                start.kind().mode()));
    }

    private void refuse(Reason reason, CompletableFuture<Redemption> promise) {
        engine.counters().addRefused(reason);
        promise.complete(new Redemption.Refused(reason));
    }
}
