package io.patchbay.placement.internal;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something to do in a ledger's turn, while this node leads.
 *
 * @param <R> the answer
 */
abstract class LedgerOperation<R> extends Operation<R> {
    static final int PATIENCE = 4; // whoever reports or asks is served while new requests are turned away already

    private final Ledger ledger;

    LedgerOperation(Ledger ledger) {
        this.ledger = ledger;
    }

    /** An operation without a state of its own: doing it once more changes nothing. */
    static <R> LedgerOperation<R> of(Ledger ledger, R unanswered, Function<Operation<R>, R> work) {
        return new LedgerOperation<>(ledger) {
            @Override
            R doIt() {
                return work.apply(this);
            }

            @Override
            R notReady() {
                return unanswered;
            }

            @Override
            R busy() {
                return unanswered;
            }

            @Override
            int patience() {
                return PATIENCE;
            }
        };
    }

    /** Does it in the turn of a ledger that has noticed the term. */
    abstract R doIt();

    /** The answer while this node does not lead. */
    abstract R notReady();

    final Ledger ledger() {
        return ledger;
    }

    @Override
    final R carryOut() {
        Optional<Term> term = ledger.office().term();
        if (term.isEmpty()) {
            return notReady();
        }
        ledger.enter(term.get());
        return doIt();
    }
}
