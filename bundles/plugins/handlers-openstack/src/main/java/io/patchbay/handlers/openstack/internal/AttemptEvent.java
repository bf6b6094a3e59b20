package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.Attempt;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What a handler did for an attempt, for Flight Recorder: requests and waits of its thread meanwhile were for it. Confined to it. */
@Name("io.patchbay.openstack.Attempt")
@Label("Attempt on a cloud")
@Category({"Patchbay", "OpenStack"})
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // Flight Recorder reads the fields
final class AttemptEvent extends Event {
    @Label("Job")
    private final String job;

    @Label("Task")
    private final String task;

    @Label("Type")
    private final String type;

    @Label("Number")
    private final int number;

    private AttemptEvent(Attempt attempt) {
        this.job = attempt.job();
        this.task = attempt.task();
        this.type = attempt.type();
        this.number = attempt.number();
    }

    static AttemptEvent begun(Attempt attempt) {
        AttemptEvent event = new AttemptEvent(attempt);
        event.begin();
        return event;
    }
}
