package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.support.protocol.InvalidRequestException;
import io.patchbay.support.protocol.JsonObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Publishing, subscribing and signaling of clients of SDK 3.x. Immutable. */
final class LegacyMedia {
    private static final Pattern ID = Pattern.compile("[0-9a-zA-Z\\-]{1,200}");
    private static final Pattern SOURCE_URL = Pattern.compile("(?i)(rtsp|rtmp|http|https|rtp|udp|file)://\\S{1,2000}");

    /** Whether that may be the id of a stream. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String freshId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    Decoded publish(Running running, Map<?, ?> options, Optional<Object> url) throws InvalidRequestException {
        String id = freshId();
        String state = JsonObjects.text(options, "state").orElse("");
        MediaRequest publication =
                switch (state) {
                    case "erizo" -> new MediaRequest.Publish(id, "webrtc", fromClient(id, options));
                    case "url" -> new MediaRequest.Publish(id, "streaming", fromUrl(options, url));
                    default -> throw new InvalidRequestException("stream type(options.state) error.");
                };
        return LegacyRequests.plain(running, publication);
    }

    private static Attributes fromClient(String id, Map<?, ?> options) {
        List<Object> tracks = new ArrayList<>(2);
        if (wants(options, "audio")) {
            tracks.add(JsonObjects.object("type", "audio", "mid", "0", "source", "mic"));
        }
        if (wants(options, "video")) {
            Map<?, ?> video = JsonObjects.child(options, "video").orElse(Map.of());
            String source = "screen".equals(video.get("device")) ? "screen-cast" : "camera";
            Map<String, Object> track =
                    JsonObjects.object("type", "video", "mid", String.valueOf(tracks.size()), "source", source);
            JsonObjects.child(video, "resolution")
                    .ifPresent(resolution -> track.put("parameters", JsonObjects.object("resolution", resolution)));
            tracks.add(track);
        }
        return described(id, tracks, options);
    }

    private static Attributes described(String id, List<Object> tracks, Map<?, ?> options) {
        return new Attributes(JsonObjects.object(
                "media", JsonObjects.object("tracks", tracks),
                "attributes", options.get("attributes"),
                "legacy", true,
                "transport", JsonObjects.object("type", "webrtc", "id", id)));
    }

    /** What is not mentioned is wanted. */
    private static boolean wants(Map<?, ?> options, String kind) {
        return !options.containsKey(kind) || (options.get(kind) != null && !Boolean.FALSE.equals(options.get(kind)));
    }

    private static Attributes fromUrl(Map<?, ?> options, Optional<Object> url) throws InvalidRequestException {
        if (!(url.orElse("") instanceof String source)
                || !SOURCE_URL.matcher(source).matches()) {
            throw new InvalidRequestException("Invalid RTSP/RTMP server url");
        }
        List<Object> tracks = new ArrayList<>(2);
        for (String kind : List.of("audio", "video")) {
            if (wants(options, kind)) {
                tracks.add(JsonObjects.object("type", kind, "source", "unknown"));
            }
        }
        Map<String, Object> connection = JsonObjects.object("url", source);
        connection.putAll(JsonObjects.part(options, "transport", "bufferSize"));
        return new Attributes(JsonObjects.object(
                "media",
                JsonObjects.object("tracks", tracks),
                "attributes",
                options.get("attributes"),
                "connection",
                connection,
                "legacy",
                true));
    }

    Decoded subscribe(Running running, Map<?, ?> options) throws InvalidRequestException {
        String stream = LegacyRequests.known(JsonObjects.text(options, "streamId"), "Invalid stream id");
        if (running.find(Running.Kind.SUBSCRIPTION, stream).isPresent()) {
            throw new InvalidRequestException("Subscription is ongoing");
        }
        List<Object> tracks = new ArrayList<>(2);
        for (String kind : List.of("audio", "video")) {
            if (wants(options, kind)) {
                Map<String, Object> track =
                        JsonObjects.object("type", kind, "mid", String.valueOf(tracks.size()), "from", stream);
                parameters(options, kind).ifPresent(parameters -> track.put("parameters", parameters));
                tracks.add(track);
            }
        }
        if (tracks.isEmpty()) {
            throw new InvalidRequestException("bad options");
        }
        String id = freshId();
        return new Decoded.Understood(
                running.with(Running.Kind.SUBSCRIPTION, stream, id).write(),
                new ClientRequest.Media(new MediaRequest.Subscribe(id, "webrtc", described(id, tracks, Map.of()))));
    }

    private static Optional<Object> parameters(Map<?, ?> options, String kind) {
        return JsonObjects.child(options, kind)
                .map(part -> JsonObjects.part(part, "resolution", "framerate", "bitrate"))
                .filter(part -> !part.isEmpty())
                .map(part -> (Object) part);
    }

    /** A subscription is known by the stream that it is to. */
    Decoded unsubscribe(Running running, String stream) throws InvalidRequestException {
        String id = running.find(Running.Kind.SUBSCRIPTION, stream)
                .orElseThrow(() -> new InvalidRequestException("Subscription does NOT exist"));
        return LegacyRequests.plain(running.without(id), new MediaRequest.Unsubscribe(id));
    }

    Decoded signal(Running running, Map<?, ?> message) throws InvalidRequestException {
        String stream = LegacyRequests.known(JsonObjects.text(message, "streamId"), "Invalid connection id");
        Map<?, ?> signaling = JsonObjects.child(message, "msg")
                .orElseThrow(() -> new InvalidRequestException("Invalid signaling object"));
        String type = JsonObjects.text(signaling, "type").orElse("");
        if (!List.of("offer", "answer", "candidate", "removed-candidates").contains(type)) {
            throw new InvalidRequestException("Invalid signaling type");
        }
        String id = running.find(Running.Kind.SUBSCRIPTION, stream).orElse(stream);
        return LegacyRequests.plain(running, new MediaRequest.Signal(id, JsonObjects.attributes(signaling)));
    }
}
