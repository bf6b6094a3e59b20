package io.patchbay.api.node;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether one part of the node can do its work. Register it as a service with the property {@value #NAME}; the node is
 * ready once every part that its configuration expects is registered and unblocked.
 */
@ConsumerType
public interface ReadinessCheck {
    /** Service property: the part's name, for example {@code placement}. */
    String NAME = "patchbay.name";

    /**
     * What keeps this part from working now.
     *
     * <p>Called several times a second on the node's own thread: must not block.
     *
     * @return a reason for the operator, or empty if the part is ready
     */
    Optional<String> blockedBy();
}
