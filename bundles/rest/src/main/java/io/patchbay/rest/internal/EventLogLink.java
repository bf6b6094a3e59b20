package io.patchbay.rest.internal;

import io.patchbay.api.operator.EventLog;
import io.patchbay.support.Current;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What has happened on this node, if the node keeps it. Thread-safe. */
@Component(service = EventLogLink.class)
public final class EventLogLink implements Supplier<Optional<EventLog>> {
    private final Current<EventLog> log = new Current<>();

    @Activate
    public EventLogLink() {
        // the reference is dynamic
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLog(EventLog service) {
        log.bind(service);
    }

    void unbindLog(EventLog gone) {
        log.unbind(gone);
    }

    @Override
    public Optional<EventLog> get() {
        return log.get();
    }
}
