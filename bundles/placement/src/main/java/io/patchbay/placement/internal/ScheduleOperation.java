package io.patchbay.placement.internal;

import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;

/** A request for a worker. */
final class ScheduleOperation extends LedgerOperation<Scheduled> {
    static final Scheduled.Refused NOT_READY =
            new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready.");

    private final ScheduleRequest request;

    ScheduleOperation(Ledger ledger, ScheduleRequest request) {
        super(ledger);
        this.request = request;
    }

    @Override
    Scheduled doIt() {
        return ledger().schedule(request);
    }

    @Override
    Scheduled notReady() {
        return NOT_READY;
    }

    @Override
    Scheduled busy() {
        return new Scheduled.Refused(
                RefusalCode.BUSY, "too many requests for purpose " + request.purpose() + " are waiting");
    }

    @Override
    Scheduled withoutPlugin(String message) {
        return new Scheduled.Refused(RefusalCode.NO_PLUGIN, message);
    }
}
