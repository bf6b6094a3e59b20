package io.patchbay.support.openstack;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A wait for what a service does by and by, for Flight Recorder. Confined to the thread that waits. */
@Name("io.patchbay.openstack.Wait")
@Label("Wait for a cloud")
@Category({"Patchbay", "OpenStack"})
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // Flight Recorder reads the fields
final class WaitEvent extends Event {
    @Label("Waited for")
    private final String what;

    @Label("Last pause")
    @Timespan(Timespan.NANOSECONDS)
    private long lastPause; // by so much it may have been noticed late

    private WaitEvent(String what) {
        this.what = what;
    }

    static WaitEvent begun(String what) {
        WaitEvent event = new WaitEvent(what);
        event.begin();
        return event;
    }

    void paused(long nanos) {
        lastPause = nanos;
    }
}
