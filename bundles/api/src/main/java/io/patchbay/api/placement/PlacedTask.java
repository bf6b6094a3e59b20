package io.patchbay.api.placement;

/**
 * A task as a scheduler sees it.
 *
 * @param name its name
 * @param worker id of the worker it is bound to; empty if none
 * @param present whether that worker is a member now
 * @param executing whether that worker executes it, rather than having it reserved
 * @param reserveMillis how long its reservation was asked for; 0 if never
 */
public record PlacedTask(String name, String worker, boolean present, boolean executing, long reserveMillis) {
    /** A task that nobody has. */
    public static PlacedTask unplaced(String name) {
        return new PlacedTask(name, "", false, false, 0);
    }

    /** Whether a worker is bound to it at all. */
    public boolean placed() {
        return !worker.isEmpty();
    }
}
