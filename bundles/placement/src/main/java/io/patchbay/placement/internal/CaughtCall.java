package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import java.util.List;

/**
 * A call that was given up, and whose code ran then. Immutable.
 *
 * @param seat the place of the plug-in that did not return
 * @param lease of its instance
 * @param again whether the operation is to be made again, by others, rather than answered by the engine
 * @param leases all that the plug-ins in the call may still need, to be closed by the thread that is caught
 */
record CaughtCall(PluginCall call, Seat<?> seat, Lease<?> lease, boolean again, List<Lease<?>> leases) {
    /** Whether it has returned, or another instance serves now, whom it does not concern. Thread-safe. */
    boolean isOver() {
        return call.isOver() || !seat.isServing(lease);
    }
}
