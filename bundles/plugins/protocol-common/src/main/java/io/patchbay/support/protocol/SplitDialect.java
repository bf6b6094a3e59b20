package io.patchbay.support.protocol;

import io.patchbay.api.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions 1.0 and 1.1: media are one audio and one video part, each of which may be false (owt-server, 6.5 and 6.7). Immutable. */
public final class SplitDialect implements MediaDialect {
    private static final List<String> KINDS = List.of("audio", "video");
    private static final Schema RESOLUTION =
            Schema.object().with("width", Schema.NUMBER).with("height", Schema.NUMBER);
    private static final Schema SENT_PARAMETERS =
            Schema.object().maybe("resolution", RESOLUTION).maybe("framerate", Schema.NUMBER);
    private static final Schema PUBLICATION = Schema.object()
            .with(
                    "media",
                    Schema.object()
                            .with("audio", orFalse(Schema.object().with("source", Schema.STRING)))
                            .with(
                                    "video",
                                    orFalse(Schema.object()
                                            .with("source", Schema.STRING)
                                            .maybe("parameters", SENT_PARAMETERS))))
            .maybe("attributes", Schema.OBJECT);
    private static final Schema SUBSCRIPTION = Schema.object()
            .with(
                    "media",
                    Schema.object()
                            .with(
                                    "audio",
                                    orFalse(Schema.object()
                                            .with("from", Schema.STRING)
                                            .maybe("format", Schema.OBJECT)))
                            .with(
                                    "video",
                                    orFalse(Schema.object()
                                            .with("from", Schema.STRING)
                                            .maybe("format", Schema.OBJECT)
                                            .maybe("parameters", Schema.OBJECT)
                                            .maybe("simulcastRid", Schema.STRING))));

    private final boolean withOriginals;

    /** @param withOriginals whether a stream's video lists its originals, as 1.1 has it, or is its first original, as 1.0 */
    public SplitDialect(boolean withOriginals) {
        this.withOriginals = withOriginals;
    }

    private static Schema orFalse(Schema shape) {
        return Schema.either(Schema.only(false), shape);
    }

    @Override
    public Map<String, Object> stream(Attributes stream) {
        return withOriginals ? SplitStreams.withOriginals(stream) : SplitStreams.withFirstOriginal(stream);
    }

    @Override
    public Attributes publication(Optional<Object> request, String id) throws InvalidRequestException {
        Map<?, ?> publication = PUBLICATION.require(request);
        Map<String, Object> description = described(publication, id, "source", "parameters");
        description.put("attributes", publication.get("attributes"));
        return new Attributes(description);
    }

    @Override
    public Attributes subscription(Optional<Object> request, String id) throws InvalidRequestException {
        Map<String, Object> description =
                described(SUBSCRIPTION.require(request), id, "from", "format", "parameters", "simulcastRid");
        if (((List<?>) ((Map<?, ?>) description.get("media")).get("tracks")).isEmpty()) {
            throw new InvalidRequestException("Bad subscription request");
        }
        return new Attributes(description);
    }

    private static Map<String, Object> described(Map<?, ?> request, String id, String... members) {
        Map<?, ?> media = JsonObjects.child(request, "media").orElse(Map.of());
        List<Object> tracks = new ArrayList<>(KINDS.size());
        for (String kind : KINDS) {
            JsonObjects.child(media, kind).ifPresent(part -> {
                Map<String, Object> track = JsonObjects.object("type", kind, "mid", String.valueOf(tracks.size()));
                track.putAll(JsonObjects.part(part, members));
                tracks.add(track);
            });
        }
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("media", JsonObjects.object("tracks", tracks));
        description.put("legacy", true);
        description.put("transport", JsonObjects.object("type", "webrtc", "id", id));
        return description;
    }

    @Override
    public String sessionProgress(String status) {
        return status.equals("ready") ? "session-progress" : "progress";
    }
}
