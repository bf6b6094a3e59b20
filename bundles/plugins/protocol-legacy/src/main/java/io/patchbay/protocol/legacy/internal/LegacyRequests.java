package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.support.protocol.InvalidRequestException;
import io.patchbay.support.protocol.JsonObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events of a client of SDK 3.x, and what is wrong with them (owt-server, 6.7). Immutable. */
final class LegacyRequests {
    private static final Pattern ACTION = Pattern.compile("(audio|video)-(in|out)-(on|off)");
    private static final int MOST_MIXES = 16;

    private final LegacyMedia media = new LegacyMedia();
    private final LegacyOutputs outputs = new LegacyOutputs();

    /** Reads an event. */
    Decoded read(Running running, ClientFrame frame) throws InvalidRequestException {
        Optional<Object> data = frame.data();
        return switch (frame.event()) {
            case "logout" -> plain(running, new ClientRequest.Logout());
            case "refreshReconnectionTicket" -> plain(running, new ClientRequest.RefreshTicket());
            case "customMessage" -> customMessage(running, object(data, "Invalid message type"));
            case "publish" -> media.publish(running, object(data, "stream type(options.state) error."), frame.more());
            case "unpublish" -> plain(running, new MediaRequest.Unpublish(streamId(data)));
            case "subscribe" -> media.subscribe(running, object(data, "bad options"));
            case "unsubscribe" -> media.unsubscribe(running, streamId(data));
            case "signaling_message" -> media.signal(running, object(data, "Invalid connection id"));
            case "mix", "unmix" -> plain(running, mix(running, frame.event(), object(data, "no stream ID")));
            case "getRegion", "setRegion" -> plain(
                    running, region(running, frame.event(), object(data, "no stream ID")));
            case "mute", "unmute" -> plain(running, mute(frame.event(), object(data, "no stream ID")));
            case "addExternalOutput" -> outputs.add(running, data);
            case "updateExternalOutput" -> outputs.update(running, data);
            case "removeExternalOutput" -> outputs.remove(running, data);
            case "startRecorder" -> outputs.record(running, data);
            case "stopRecorder" -> outputs.stopRecording(running, data);
            case "setVideoBitrate" -> throw new InvalidRequestException("No longer supported signaling");
            case "setPermission" -> throw new InvalidRequestException(whyNoPermission(data));
            default -> new Decoded.Unknown();
        };
    }

    static Decoded plain(Running running, ClientRequest request) {
        return new Decoded.Understood(running.write(), request);
    }

    static Decoded plain(Running running, MediaRequest request) {
        return plain(running, new ClientRequest.Media(request));
    }

    static Map<?, ?> object(Optional<Object> data, String otherwise) throws InvalidRequestException {
        if (data.orElse("") instanceof Map<?, ?> object) {
            return object;
        }
        throw new InvalidRequestException(otherwise);
    }

    /** The stream that the one argument names. */
    private static String streamId(Optional<Object> data) throws InvalidRequestException {
        return known(data.filter(String.class::isInstance).map(String.class::cast), "Invalid stream id");
    }

    static String known(Optional<String> id, String otherwise) throws InvalidRequestException {
        return id.filter(LegacyMedia::isId).orElseThrow(() -> new InvalidRequestException(otherwise));
    }

    private static String whyNoPermission(Optional<Object> data) {
        if (!(data.orElse("") instanceof Map<?, ?> options)
                || JsonObjects.text(options, "targetId").isEmpty()) {
            return "no targetId specified";
        }
        return options.get("action") == null ? "no action specified" : "Please use REST interface to set permissions";
    }

    private Decoded customMessage(Running running, Map<?, ?> message) throws InvalidRequestException {
        if ("data".equals(message.get("type"))) {
            String receiver = JsonObjects.text(message, "receiver")
                    .orElseThrow(() -> new InvalidRequestException("Invalid receiver"));
            return plain(running, new ClientRequest.SendText(receiver, Optional.ofNullable(message.get("data"))));
        }
        if (!"control".equals(message.get("type"))) {
            throw new InvalidRequestException("Invalid message type");
        }
        Map<?, ?> payload =
                JsonObjects.child(message, "payload").orElseThrow(() -> new InvalidRequestException("Invalid payload"));
        String stream = known(JsonObjects.text(payload, "streamId"), "Invalid connection id");
        Matcher action = ACTION.matcher(JsonObjects.text(payload, "action").orElse(""));
        if (!action.matches()) {
            throw new InvalidRequestException("Invalid action");
        }
        var control =
                new MediaRequest.Control(action.group(3).equals("on") ? "play" : "pause", Optional.of(action.group(1)));
        if (action.group(2).equals("out")) {
            return plain(running, new MediaRequest.ControlStream(stream, List.of(control)));
        }
        String subscription = running.find(Running.Kind.SUBSCRIPTION, stream)
                .orElseThrow(() -> new InvalidRequestException("Subscription does NOT exist"));
        return plain(running, new MediaRequest.ControlSubscription(subscription, control));
    }

    private static MediaRequest mix(Running running, String operation, Map<?, ?> options)
            throws InvalidRequestException {
        String stream = known(JsonObjects.text(options, "streamId"), "no stream ID");
        List<MediaRequest.Control> controls = new ArrayList<>();
        if (options.get("mixStreams") instanceof List<?> mixes && !mixes.isEmpty() && mixes.size() <= MOST_MIXES) {
            for (Object mix : mixes) {
                controls.add(new MediaRequest.Control(operation, Optional.of(view(running, mix))));
            }
        } else {
            controls.add(new MediaRequest.Control(operation, Optional.of(view(running, ""))));
        }
        return new MediaRequest.ControlStream(stream, controls);
    }

    /** A mixed stream is called after its room and its view; by default it is the common one. */
    private static String view(Running running, Object mixedStream) {
        String name = mixedStream instanceof String text ? text : "";
        String prefix = running.room() + "-";
        return name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : "common";
    }

    private static MediaRequest region(Running running, String event, Map<?, ?> options)
            throws InvalidRequestException {
        String stream = known(JsonObjects.text(options, "id"), "no stream ID");
        String view = view(running, options.get("mixStreamId"));
        if (event.equals("getRegion")) {
            return new MediaRequest.ControlStream(
                    stream, List.of(new MediaRequest.Control("get-region", Optional.of(view))));
        }
        String region =
                JsonObjects.text(options, "region").orElseThrow(() -> new InvalidRequestException("Invalid region id"));
        return new MediaRequest.ControlStream(
                stream,
                List.of(new MediaRequest.Control(
                        "set-region", Optional.of(JsonObjects.object("view", view, "region", region)))));
    }

    private static MediaRequest mute(String event, Map<?, ?> options) throws InvalidRequestException {
        String stream = known(JsonObjects.text(options, "streamId"), "no stream ID");
        String track = JsonObjects.text(options, "track").orElse("");
        if (!List.of("audio", "video", "av").contains(track)) {
            throw new InvalidRequestException(
                    "invalid track " + (track.length() <= 40 ? track : track.substring(0, 40)));
        }
        return new MediaRequest.ControlStream(
                stream, List.of(new MediaRequest.Control(event.equals("mute") ? "pause" : "play", Optional.of(track))));
    }
}
