package io.patchbay.api.placement;

/**
 * For whom a worker is asked. Plug-ins do not decide by it; it says to which canary a decision belongs.
 *
 * @param room the room; empty if none is known
 * @param service id of the service; empty if none is known
 */
public record Origin(String room, String service) {
    /** Nothing is known. */
    public static final Origin NONE = new Origin("", "");
}
