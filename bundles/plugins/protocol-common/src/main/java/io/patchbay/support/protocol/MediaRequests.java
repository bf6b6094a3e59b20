package io.patchbay.support.protocol;

import io.patchbay.api.rooms.MediaRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The requests of the versions 1.0, 1.1 and 1.2 that concern media (owt-server, 6.7). Immutable. */
final class MediaRequests {
    private static final String WEBRTC = "webrtc";
    private static final Pattern ID = Pattern.compile("[0-9a-zA-Z\\-]{1,200}");
    private static final Schema KNOWN_ID = (where, value) -> isId(value)
            ? List.of()
            : List.of(where + " should match pattern \"^[0-9a-zA-Z\\-]+$\" \"^[0-9a-zA-Z\\-]+$\"");
    private static final Set<String> SIGNALS = Set.of("offer", "answer", "candidate", "removed-candidates");
    private static final Schema TRACK_KIND = Schema.oneOf("audio", "video", "av");
    private static final Schema STREAM_CONTROL = Schema.object()
            .with("id", KNOWN_ID)
            .with("operation", Schema.oneOf("mix", "unmix", "get-region", "set-region", "pause", "play"))
            .with("data", Schema.ANY);
    private static final Schema REGION =
            data(Schema.object().with("view", Schema.STRING).with("region", Schema.TEXT));
    private static final Schema VIEW = data(Schema.STRING);
    private static final Schema KIND = data(TRACK_KIND);
    private static final Schema SUBSCRIPTION_CONTROL = Schema.object()
            .with("id", KNOWN_ID)
            .with("operation", Schema.oneOf("update", "pause", "play"))
            .with("data", Schema.ANY);
    private static final Schema UPDATE = data(Schema.object()
            .maybe("audio", Schema.object().with("from", Schema.STRING).closedToOthers())
            .maybe(
                    "video",
                    Schema.object()
                            .maybe("from", Schema.STRING)
                            .maybe("parameters", Schema.OBJECT)
                            .closedToOthers())
            .closedToOthers());

    private final MediaDialect dialect;

    MediaRequests(MediaDialect dialect) {
        this.dialect = dialect;
    }

    private static Schema data(Schema shape) {
        return Schema.object().with("data", shape);
    }

    private static boolean isId(Object value) {
        return value instanceof String text && ID.matcher(text).matches();
    }

    /** Reads an event; empty if it is none that concerns media. */
    Optional<MediaRequest> read(String event, Optional<Object> data) throws InvalidRequestException {
        return switch (event) {
            case "publish" -> {
                String id = freshId();
                yield Optional.of(new MediaRequest.Publish(id, WEBRTC, dialect.publication(data, id)));
            }
            case "subscribe" -> {
                String id = freshId();
                yield Optional.of(new MediaRequest.Subscribe(id, WEBRTC, dialect.subscription(data, id)));
            }
            case "unpublish" -> Optional.of(new MediaRequest.Unpublish(id(data, "Invalid stream id")));
            case "unsubscribe" -> Optional.of(new MediaRequest.Unsubscribe(id(data, "Invalid subscription id")));
            case "stream-control" -> Optional.of(streamControl(data));
            case "subscription-control" -> Optional.of(subscriptionControl(data));
            case "soac" -> Optional.of(signal(data));
            default -> Optional.empty();
        };
    }

    private static String freshId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String id(Optional<Object> data, String otherwise) throws InvalidRequestException {
        if (data.orElse("") instanceof Map<?, ?> object && object.get("id") instanceof String id && isId(id)) {
            return id;
        }
        throw new InvalidRequestException(otherwise);
    }

    private static MediaRequest streamControl(Optional<Object> data) throws InvalidRequestException {
        Map<?, ?> request = STREAM_CONTROL.require(data);
        String operation = (String) request.get("operation");
        Schema shape =
                switch (operation) {
                    case "set-region" -> REGION;
                    case "pause", "play" -> KIND;
                    default -> VIEW;
                };
        shape.require(data);
        return new MediaRequest.ControlStream((String) request.get("id"), List.of(control(request)));
    }

    private static MediaRequest subscriptionControl(Optional<Object> data) throws InvalidRequestException {
        Map<?, ?> request = SUBSCRIPTION_CONTROL.require(data);
        (request.get("operation").equals("update") ? UPDATE : KIND).require(data);
        return new MediaRequest.ControlSubscription((String) request.get("id"), control(request));
    }

    private static MediaRequest.Control control(Map<?, ?> request) {
        return new MediaRequest.Control((String) request.get("operation"), Optional.ofNullable(request.get("data")));
    }

    private static MediaRequest signal(Optional<Object> data) throws InvalidRequestException {
        String id = id(data, "Invalid soac id");
        Map<?, ?> signaling = data.map(object -> ((Map<?, ?>) object).get("signaling"))
                .filter(Map.class::isInstance)
                .map(object -> (Map<?, ?>) object)
                .orElseThrow(() -> new InvalidRequestException("Invalid signaling object"));
        if (!(signaling.get("type") instanceof String type) || !SIGNALS.contains(type)) {
            throw new InvalidRequestException("Invalid signaling type");
        }
        return new MediaRequest.Signal(id, JsonObjects.attributes(signaling));
    }
}
