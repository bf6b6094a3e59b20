package io.patchbay.placement.internal;

import io.patchbay.api.placement.PassedOver;
import io.patchbay.api.placement.WorkerAnnouncement;
import java.util.Optional;

/** Why a worker can be given nothing now. */
enum Unavailability {
    /** It says so. */
    NOT_READY("not ready (as one that is being drained)") {
        @Override
        String of(LedgerWorker worker, int seats) {
            return "state " + worker.state().orElseThrow() + " is not " + WorkerAnnouncement.READY
                    + ", ready: it takes nothing new, as one that is being drained";
        }
    },
    /** It may be gone. */
    PASSED_OVER("passed over (not reached, or silent while others are not)") {
        @Override
        String of(LedgerWorker worker, int seats) {
            String what =
                    worker.passedOver().filter(PassedOver.UNREACHED::equals).isPresent()
                            ? "it was not reached"
                            : "it is silent while others are not";
            return what + ", and is passed over until its next report";
        }
    },
    /** It reported as much load as it takes. */
    LOADED("in full load") {
        @Override
        String of(LedgerWorker worker, int seats) {
            return "load " + worker.reportedLoad() + " is not below its maximum "
                    + worker.info().maxLoad();
        }
    },
    /** Its seats are taken. */
    SEATED("with too few free seats") {
        @Override
        String of(LedgerWorker worker, int seats) {
            return "no free seat (" + worker.seatsTaken() + " of "
                    + worker.info().seats().orElseThrow() + " taken, " + seats + " wanted)";
        }
    };

    private final String ofSeveral;

    Unavailability(String ofSeveral) {
        this.ofSeveral = ofSeveral;
    }

    /** Which of them it is; empty of a worker that can be given a task of so many seats. */
    static Optional<Unavailability> find(LedgerWorker worker, int seats) {
        if (worker.isAvailable(seats)) {
            return Optional.empty();
        }
        if (worker.state().isPresent() && worker.state().getAsInt() != WorkerAnnouncement.READY) {
            return Optional.of(NOT_READY);
        }
        if (!worker.isReady()) {
            return Optional.of(LOADED);
        }
        return Optional.of(worker.isPassedOver() ? PASSED_OVER : SEATED);
    }

    /** As a sentence about one worker that it is so of, without a full stop. */
    abstract String of(LedgerWorker worker, int seats);

    /** After a number of workers. */
    String ofSeveral() {
        return ofSeveral;
    }

    /** Whether everybody understands it where it is said that all are in full load. */
    boolean isFullness() {
        return this == LOADED || this == SEATED;
    }
}
