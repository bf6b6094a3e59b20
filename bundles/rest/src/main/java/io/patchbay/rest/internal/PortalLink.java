package io.patchbay.rest.internal;

import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.Timelines;
import io.patchbay.rest.internal.cluster.NearPortal;
import io.patchbay.support.Current;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The portal of this node, which may come and go while the API stays. Thread-safe. */
@Component(service = PortalLink.class)
public final class PortalLink implements NearPortal {
    private final Current<ClientSessions> sessions = new Current<>();
    private final Current<Drain> drain = new Current<>();
    private final Current<Timelines> timelines = new Current<>();

    @Activate
    public PortalLink() {
        // the references are dynamic
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSessions(ClientSessions service) {
        sessions.bind(service);
    }

    void unbindSessions(ClientSessions gone) {
        sessions.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDrain(Drain service) {
        drain.bind(service);
    }

    void unbindDrain(Drain gone) {
        drain.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTimelines(Timelines service) {
        timelines.bind(service);
    }

    void unbindTimelines(Timelines gone) {
        timelines.unbind(gone);
    }

    @Override
    public Optional<ClientSessions> sessions() {
        return sessions.get();
    }

    @Override
    public Optional<Drain> drain() {
        return drain.get();
    }

    @Override
    public Optional<Timelines> timelines() {
        return timelines.get();
    }
}
