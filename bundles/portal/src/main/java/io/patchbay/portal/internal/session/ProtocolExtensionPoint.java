package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Protocol versions as plug-ins. Immutable. */
@Component(service = ExtensionPoint.class)
public final class ProtocolExtensionPoint implements ExtensionPoint<ProtocolVersion> {
    static final String KIND = "protocol";

    private static final Participant ANN = new Participant("p-ann", "ann", "presenter");
    private static final List<String> EVENTS = List.of(
            "text",
            "logout",
            "refreshReconnectionTicket",
            "publish",
            "unpublish",
            "stream-control",
            "subscribe",
            "unsubscribe",
            "subscription-control",
            "soac",
            "customMessage",
            "signaling_message",
            "startRecorder",
            "no-such-event",
            "");

    @Activate
    public ProtocolExtensionPoint() {
        // nothing to prepare
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<Experiment.Mode> experiments() {
        return Set.of(Experiment.Mode.SHADOW, Experiment.Mode.CANARY);
    }

    @Override
    public Class<ProtocolVersion> type() {
        return ProtocolVersion.class;
    }

    @Override
    public void check(ProtocolVersion candidate) throws ContractViolation {
        for (ClientFrame frame : frames()) {
            checkDecoding(candidate, frame);
        }
        for (ServerMessage message : messages()) {
            checkEncoding(candidate, message);
        }
    }

    /** What a client may send, sense and nonsense. */
    private static List<ClientFrame> frames() {
        List<ClientFrame> frames = new ArrayList<>();
        for (String event : EVENTS) {
            for (Object data : Arrays.asList(
                    null, "", 1, true, List.of(), Map.of(), Map.of("to", "all", "message", "hello"), Map.of("to", 1))) {
                frames.add(new ClientFrame(event, Optional.ofNullable(data), true));
            }
        }
        return frames;
    }

    private static List<ServerMessage> messages() {
        RoomSnapshot room =
                new RoomSnapshot("room", List.of("common"), List.of(ANN), List.of(Attributes.of("id", "s")));
        return List.of(
                new ServerMessage.LoggedIn(new LoginResult(ANN, Permission.ALL, room, Optional.of("ticket"))),
                new ServerMessage.Failed("a reason"),
                new ServerMessage.Notified(new Notification.ParticipantJoined(ANN)),
                new ServerMessage.Notified(new Notification.ParticipantLeft(ANN.id())),
                new ServerMessage.Notified(new Notification.TextReceived(ANN.id(), true, Optional.of("hello"))),
                new ServerMessage.Notified(new Notification.TextReceived(ANN.id(), false, Optional.empty())),
                new ServerMessage.Notified(new Notification.StreamAdded(Attributes.of("id", "s"))),
                new ServerMessage.Notified(new Notification.StreamUpdated("s", "audio.status", "inactive")),
                new ServerMessage.Notified(new Notification.StreamRemoved("s")),
                new ServerMessage.Notified(
                        new Notification.Progress("s", "ready", Optional.empty(), Optional.of("session"))),
                new ServerMessage.Notified(new Notification.PermissionChanged(Permission.ALL)),
                new ServerMessage.Notified(new Notification.RoomRefreshed(room)),
                new ServerMessage.Notified(new Notification.Dropped()));
    }

    private static void checkDecoding(ProtocolVersion candidate, ClientFrame frame) throws ContractViolation {
        String what = "decode of event '" + frame.event() + "' with data " + frame.data();
        try {
            Decoded decoded = candidate.decode(CodecState.NEW, frame);
            if (decoded == null) {
                throw new ContractViolation(what + " returned null; it must answer anything that a client sends");
            }
        } catch (RuntimeException | LinkageError thrown) {
            throw new ContractViolation(what + " threw " + thrown.getClass().getName(), thrown);
        }
    }

    private static void checkEncoding(ProtocolVersion candidate, ServerMessage message) throws ContractViolation {
        String what = "encode of " + message.getClass().getSimpleName();
        try {
            Encoded encoded = candidate.encode(CodecState.NEW, message);
            if (encoded == null) {
                throw new ContractViolation(what + " returned null");
            }
            boolean acknowledged = false;
            for (Encoded.Wire frame : encoded.frames()) {
                if (frame instanceof Encoded.Wire.Ack ack) {
                    acknowledged = true;
                    Attributes.copy(ack.arguments());
                } else if (frame instanceof Encoded.Wire.Event event) {
                    Attributes.copy(event.arguments());
                }
            }
            if (!acknowledged && !(message instanceof ServerMessage.Notified)) {
                throw new ContractViolation(what + " has no acknowledgement; a request must be answered");
            }
        } catch (RuntimeException | LinkageError thrown) {
            throw new ContractViolation(what + " threw " + thrown.getClass().getName(), thrown);
        }
    }
}
