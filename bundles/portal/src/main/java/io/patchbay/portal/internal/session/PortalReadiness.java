package io.patchbay.portal.internal.session;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.support.cluster.Standby;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Says whether clients can log in, or could if this node led. Thread-safe. */
@Component(service = ReadinessCheck.class, property = ReadinessCheck.NAME + "=portal")
public final class PortalReadiness implements ReadinessCheck {
    private static final List<String> REQUIRED = List.of("1.1", "1.2");

    private final Sessions sessions;
    private final Protocols protocols;
    private final Standby standby;

    @Activate
    public PortalReadiness(@Reference Sessions sessions, @Reference Protocols protocols, @Reference Node node) {
        this.sessions = sessions;
        this.protocols = protocols;
        this.standby = new Standby(node.name());
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCluster(Cluster service) {
        standby.use(service);
    }

    void unbindCluster(Cluster service) {
        standby.cease(service);
    }

    @Override
    public Optional<String> blockedBy() {
        if (!sessions.isJoined() && !standby.isOn()) {
            return Optional.of("the portal worker has not joined the placement yet");
        }
        for (String version : REQUIRED) {
            if (protocols.find(version).filter(Protocol::isInstalled).isEmpty()) {
                return Optional.of("no protocol '" + version + "' is installed");
            }
        }
        return Optional.empty();
    }
}
