package io.patchbay.api.placement;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One worker as a plug-in sees it during one decision. Belongs to the engine: identity is meaningful within the decision, and
 * every method throws {@link IllegalStateException} once the decision has been given up.
 */
@ProviderType
public interface Worker {
    /** Its id, unique in the cluster. */
    String id();

    /** What it said of itself when it joined. */
    WorkerInfo info();

    /** The load to order by: what it last reported, plus a little for each reservation made since; 0.0 and up. */
    double load();

    /**
     * What it last reported, without the reservations made since: for rules that refuse, because a reservation only orders
     * candidates and never makes a worker unavailable.
     */
    default double reportedLoad() {
        return load();
    }
}
