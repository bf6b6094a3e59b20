package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Leadership;

/** Shows the rest of the node that it leads. Called on one thread, in turn, and never under a lock. */
interface LeadershipMarker {
    /** This node leads; called only while nothing is shown. */
    void show(Leadership leadership);

    /** This node no longer leads, or cannot be sure of it; called only while something is shown. */
    void hide();
}
