package io.patchbay.rest.internal;

import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.Drain;
import io.patchbay.rest.internal.cluster.NearPortal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The portal of this node, which may come and go while the API stays. Thread-safe. */
@Component(service = PortalLink.class)
public final class PortalLink implements NearPortal {
    private final AtomicReference<Optional<ClientSessions>> sessions = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Drain>> drain = new AtomicReference<>(Optional.empty());

    @Activate
    public PortalLink() {
        // the references are dynamic
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSessions(ClientSessions service) {
        sessions.set(Optional.of(service));
    }

    void unbindSessions(ClientSessions gone) {
        sessions.updateAndGet(current -> current.filter(service -> service != gone));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDrain(Drain service) {
        drain.set(Optional.of(service));
    }

    void unbindDrain(Drain gone) {
        drain.updateAndGet(current -> current.filter(service -> service != gone));
    }

    @Override
    public Optional<ClientSessions> sessions() {
        return sessions.get();
    }

    @Override
    public Optional<Drain> drain() {
        return drain.get();
    }
}
