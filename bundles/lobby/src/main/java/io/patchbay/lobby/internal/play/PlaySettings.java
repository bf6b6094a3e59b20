package io.patchbay.lobby.internal.play;

/**
 * What configuration says, checked. Immutable.
 *
 * @param reserveMillis for how long seats are kept for whoever was given them
 * @param pickUpMillis within what time a server picks up a task for which somebody has come
 * @param maxWaiting how many starts may wait
 * @param silenceMillis after how much silence of its client a place in the line is given up
 * @param groupPatienceMillis for how long a group lets smaller ones overtake it
 * @param handOverMillis how often the line is tried while somebody waits
 */
record PlaySettings(
        long reserveMillis,
        long pickUpMillis,
        int maxWaiting,
        long silenceMillis,
        long groupPatienceMillis,
        long handOverMillis) {
    static final String PID = "io.patchbay.lobby.play";
    static final PlaySettings USUAL = new PlaySettings(30_000, 10_000, 10_000, 30_000, 5_000, 50);

    /** @throws IllegalArgumentException naming PID and key */
    PlaySettings {
        within("reserveMillis", reserveMillis, 100, 3_600_000);
        within("pickUpMillis", pickUpMillis, 1_000, 600_000);
        within("maxWaiting", maxWaiting, 0, 1_000_000);
        within("silenceMillis", silenceMillis, 1_000, 3_600_000);
        within("groupPatienceMillis", groupPatienceMillis, 0, 3_600_000);
        within("handOverMillis", handOverMillis, 10, 10_000);
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + least + " and " + most + " but was " + value);
        }
    }
}
