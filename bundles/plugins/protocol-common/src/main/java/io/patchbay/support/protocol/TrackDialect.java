package io.patchbay.support.protocol;

import io.patchbay.api.Attributes;
import java.util.Map;
import java.util.Optional;

/** Version 1.2: media are tracks (owt-server, 6.5 and 6.7). Immutable. */
public final class TrackDialect implements MediaDialect {
    private static final int MOST_TRACKS = 64;
    private static final Schema TRANSPORT =
            Schema.object().maybe("type", Schema.oneOf("webrtc", "quic")).maybe("id", Schema.STRING);
    private static final Schema PUBLICATION = Schema.object()
            .with(
                    "media",
                    orNull(Schema.object()
                            .with(
                                    "tracks",
                                    Schema.listOf(
                                            Schema.object()
                                                    .with("type", Schema.oneOf("audio", "video"))
                                                    .maybe("mid", Schema.STRING)
                                                    .maybe("source", Schema.STRING),
                                            MOST_TRACKS))))
            .maybe("data", Schema.FLAG)
            .maybe("transport", TRANSPORT)
            .maybe("attributes", Schema.OBJECT);
    private static final Schema SUBSCRIPTION = Schema.object()
            .with(
                    "media",
                    orNull(Schema.object()
                            .with(
                                    "tracks",
                                    Schema.listOf(
                                            Schema.object()
                                                    .with("type", Schema.oneOf("audio", "video"))
                                                    .maybe("mid", Schema.STRING)
                                                    .with("from", Schema.STRING)
                                                    .maybe("parameters", Schema.OBJECT)
                                                    .maybe("format", Schema.OBJECT),
                                            MOST_TRACKS))))
            .maybe("data", Schema.object().with("from", Schema.STRING))
            .maybe("transport", TRANSPORT);

    private static Schema orNull(Schema shape) {
        return Schema.either(shape, Schema.NULL);
    }

    @Override
    public Map<String, Object> stream(Attributes stream) {
        return stream.values();
    }

    @Override
    public Attributes publication(Optional<Object> request, String id) throws InvalidRequestException {
        return described(PUBLICATION.require(request), "media", "data", "transport", "attributes");
    }

    @Override
    public Attributes subscription(Optional<Object> request, String id) throws InvalidRequestException {
        return described(SUBSCRIPTION.require(request), "media", "data", "transport");
    }

    private static Attributes described(Map<?, ?> request, String... members) {
        return new Attributes(JsonObjects.part(request, members));
    }

    @Override
    public String sessionProgress(String status) {
        return "progress";
    }
}
