package io.patchbay.api.portal;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
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

    /**
     * A stream is there.
     *
     * @param stream in the form of protocol 1.2
     */
    record StreamAdded(Attributes stream) implements Notification {}

    /**
     * A stream has changed.
     *
     * @param id the stream
     * @param field what: {@code audio.status}, {@code video.status}, {@code video.layout}, {@code activeInput}, or {@code .} for
     *     all of it
     * @param value what it is now, as a JSON value; the stream itself in the form of protocol 1.2
     */
    record StreamUpdated(String id, String field, Object value) implements Notification {}

    /**
     * A stream is gone.
     *
     * @param id the stream
     */
    record StreamRemoved(String id) implements Notification {}

    /**
     * How this client's own publication or subscription gets on.
     *
     * @param id the publication, subscription or transport
     * @param status {@code soac}, {@code ready}, {@code error} or {@code rtp}
     * @param data the signaling message, or why it failed, as a JSON value
     * @param session the publication or subscription where {@code id} is a transport
     */
    record Progress(String id, String status, Optional<Object> data, Optional<String> session)
            implements Notification {}

    /**
     * This client may do something else from now on.
     *
     * @param permission all that it may do
     */
    record PermissionChanged(Permission permission) implements Notification {}

    /**
     * The client was away for so long that more was said than is kept. What it knows of the room is out of date, and some texts
     * are lost.
     *
     * @param room as it is now
     */
    record RoomRefreshed(RoomSnapshot room) implements Notification {}
}
