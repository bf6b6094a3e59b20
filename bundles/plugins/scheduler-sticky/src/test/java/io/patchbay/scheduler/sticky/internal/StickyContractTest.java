package io.patchbay.scheduler.sticky.internal;

import io.patchbay.api.placement.Scheduler;
import io.patchbay.contract.SchedulerContract;

class StickyContractTest implements SchedulerContract {
    @Override
    public Scheduler plugin() {
        return new Sticky();
    }
}
