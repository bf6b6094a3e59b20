package io.patchbay.api.portal;

import io.patchbay.api.rooms.Participant;
import java.util.Optional;

/** What a client is told without having asked. */
public sealed interface Notification {
    /**
     * Someone joined.
     *
     * @param participant who
     */
    record ParticipantJoined(Participant participant) implements Notification {}

    /**
     * Someone left.
     *
     * @param participant who
     */
    record ParticipantLeft(String participant) implements Notification {}

    /**
     * Someone sent a text.
     *
     * @param from the sender's participant id
     * @param toAll whether to everyone, rather than to this client alone
     * @param message any JSON value; empty if the sender gave none
     */
    record TextReceived(String from, boolean toAll, Optional<Object> message) implements Notification {}

    /** This client is removed from its room; its connection ends. */
    record Dropped() implements Notification {}
}
