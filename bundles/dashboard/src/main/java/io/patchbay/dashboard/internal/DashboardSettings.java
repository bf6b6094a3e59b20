package io.patchbay.dashboard.internal;

/**
 * What configuration says, checked. Immutable.
 *
 * @param idleTimeoutMillis how long a login lasts in which nobody does anything
 * @param sessionMillis how long a login lasts at most
 * @param maxSessions how many logins there are at once
 * @param maxStreams how many pages listen at once
 * @param sampleMillis how often a page that listens is told what has changed
 * @param bodyTimeoutMillis how long a browser may take to send a form or a command
 * @param maxJarBytes longest jar of plug-ins that may be uploaded
 * @param maxReleaseBytes longest archive that may be published as a release
 */
record DashboardSettings(
        long idleTimeoutMillis,
        long sessionMillis,
        int maxSessions,
        int maxStreams,
        long sampleMillis,
        long bodyTimeoutMillis,
        long maxJarBytes,
        long maxReleaseBytes) {
    static final String PID = "io.patchbay.dashboard";

    /** @throws IllegalArgumentException naming PID and key */
    DashboardSettings {
        within("idleTimeoutMillis", idleTimeoutMillis, 1_000, 86_400_000);
        within("sessionMillis", sessionMillis, 1_000, 604_800_000);
        within("maxSessions", maxSessions, 1, 1_000);
        within("maxStreams", maxStreams, 1, 1_000);
        within("sampleMillis", sampleMillis, 100, 60_000);
        within("bodyTimeoutMillis", bodyTimeoutMillis, 1_000, 600_000);
        within("maxJarBytes", maxJarBytes, 1_024, 1_073_741_824);
        within("maxReleaseBytes", maxReleaseBytes, 1_024, 1_099_511_627_776L);
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + least + " and " + most + " but was " + value);
        }
    }
}
