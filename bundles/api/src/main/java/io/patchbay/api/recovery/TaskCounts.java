package io.patchbay.api.recovery;

/**
 * How far a graph has come.
 *
 * @param total its tasks
 * @param waiting not begun
 * @param running claimed
 * @param succeeded ended with success, or excepted
 * @param failed ended otherwise
 */
public record TaskCounts(int total, int waiting, int running, int succeeded, int failed) {
    /** No graph. */
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0);

    /** How many have a result. */
    public int done() {
        return succeeded + failed;
    }
}
