package io.patchbay.api.lobby;

import java.util.List;
import java.util.OptionalLong;

/** What a start has come to. */
public sealed interface StartState {
    /**
     * Seats are reserved.
     *
     * @param start its id
     * @param server id of the play server
     * @param endpoint where clients reach it, for example {@code ws://10.0.0.7:7000}
     * @param tokens one for each seat, each good once, at that server, before the deadline; never logged
     * @param deadlineMillis when the seats are given to others, in milliseconds since the epoch
     */
    record Reserved(String start, String server, String endpoint, List<String> tokens, long deadlineMillis)
            implements StartState {
        /** Copies the list. */
        public Reserved {
            tokens = List.copyOf(tokens);
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Reserved[start=" + start + ", server=" + server + ", endpoint=" + endpoint + ", seats="
                    + tokens.size() + ", deadlineMillis=" + deadlineMillis + "]";
        }
    }

    /**
     * There is a place in the waiting line.
     *
     * @param start its id
     * @param position how many of the same mode are served before, plus one
     * @param estimateMillis how long that may take, going by the latest ones; empty if nobody was served lately
     */
    record Waiting(String start, int position, OptionalLong estimateMillis) implements StartState {}

    /**
     * Somebody has come to play.
     *
     * @param start its id
     * @param server id of the play server
     * @param endpoint where clients reach it
     * @param match what the server calls the match
     */
    record Playing(String start, String server, String endpoint, String match) implements StartState {}

    /**
     * There is none.
     *
     * @param reason why
     * @param retryMillis when to try again; 0 if that would not help
     */
    record Refused(StartRefusal reason, long retryMillis) implements StartState {}
}
