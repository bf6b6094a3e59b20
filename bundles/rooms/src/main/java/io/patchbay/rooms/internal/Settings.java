package io.patchbay.rooms.internal;

/**
 * Checked configuration.
 *
 * @param selfCleanMillis how long a room without participants lives on
 * @param maxRooms how many rooms this node has at most
 * @param maxParticipants how many participants are a load of 1.0
 */
record Settings(long selfCleanMillis, int maxRooms, int maxParticipants) {
    static final int MOST_ROOMS = 100_000;

    Settings {
        require("selfCleanMillis", selfCleanMillis, 0, 86_400_000);
        require("maxRooms", maxRooms, 1, MOST_ROOMS);
        require("maxParticipants", maxParticipants, 1, 10_000_000);
    }

    static Settings of(ConferenceRooms.Config config) {
        return new Settings(config.selfCleanMillis(), config.maxRooms(), config.maxParticipants());
    }

    private static void require(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(ConferenceRooms.PID + ": " + key + " must be within " + least + " and "
                    + most + " but was " + value);
        }
    }
}
