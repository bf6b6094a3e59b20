package io.patchbay.portal.internal.session;

import io.patchbay.api.node.ReadinessCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whether clients can log in. Thread-safe. */
@Component(service = ReadinessCheck.class, property = ReadinessCheck.NAME + "=portal")
public final class PortalReadiness implements ReadinessCheck {
    private static final List<String> REQUIRED = List.of("1.1", "1.2");

    private final Sessions sessions;
    private final Protocols protocols;

    @Activate
    public PortalReadiness(@Reference Sessions sessions, @Reference Protocols protocols) {
        this.sessions = sessions;
        this.protocols = protocols;
    }

    @Override
    public Optional<String> blockedBy() {
        if (!sessions.isJoined()) {
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
