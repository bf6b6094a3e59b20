package io.patchbay.support.openstack;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A request to a service and its answer, for Flight Recorder. Confined to the thread that waits for the answer. */
@Name("io.patchbay.openstack.Request")
@Label("Request to a cloud")
@Category({"Patchbay", "OpenStack"})
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // Flight Recorder reads the fields
final class RequestEvent extends Event {
    @Label("Request")
    private final String words;

    @Label("Status")
    private int status;

    private RequestEvent(String words) {
        this.words = words;
    }

    /** @param words without secrets */
    static RequestEvent begun(String words) {
        RequestEvent event = new RequestEvent(words);
        event.begin();
        return event;
    }

    void answered(int withStatus) {
        status = withStatus;
    }
}
