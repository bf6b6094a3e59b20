package io.patchbay.support.cluster;

import io.patchbay.api.coordination.Cluster;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether this node stands by: another one leads, whose placement does not take this node's own workers. They wait for their
 * turn, which keeps no part of this node from being ready. Thread-safe.
 */
public final class Standby {
    private final String node;
    private final AtomicReference<Optional<Cluster>> cluster = new AtomicReference<>(Optional.empty());

    /** @param node this node's name in the cluster */
    public Standby(String node) {
        this.node = node;
    }

    /** The cluster is known by this service from now on. */
    public void use(Cluster service) {
        cluster.set(Optional.of(service));
    }

    /** That service goes; a successor may be in use already. */
    public void cease(Cluster service) {
        cluster.updateAndGet(current -> current.filter(used -> used != service));
    }

    /** Whether another node leads now; not so while nobody does. */
    public boolean isOn() {
        return cluster.get()
                .flatMap(Cluster::leader)
                .filter(leader -> !leader.node().equals(node))
                .isPresent();
    }
}
