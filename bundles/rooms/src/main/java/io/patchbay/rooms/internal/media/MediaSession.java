package io.patchbay.rooms.internal.media;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.MediaRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A publication or subscription. Confined to the room's serial executor. */
final class MediaSession {
    private static final String ACTIVE = "active";

    private final String owner;
    private final String transport;
    private final boolean publication;
    private final String id;
    private final Attributes description;
    private final Set<String> silenced = new HashSet<>(2);
    private List<Track> tracks;
    private boolean ready;

    private MediaSession(String id, boolean publication, Attributes description, String owner, String transport) {
        this.id = id;
        this.publication = publication;
        this.description = description;
        this.owner = owner;
        this.transport = transport;
        this.tracks = Track.in(description);
    }

    static MediaSession of(MediaRequest.Publish publish, String owner, String transport) {
        return new MediaSession(publish.id(), true, publish.description(), owner, transport);
    }

    static MediaSession of(MediaRequest.Subscribe subscribe, String owner, String transport) {
        return new MediaSession(subscribe.id(), false, subscribe.description(), owner, transport);
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    String transport() {
        return transport;
    }

    boolean isPublication() {
        return publication;
    }

    boolean isReady() {
        return ready;
    }

    /** Whether it is a stream that others can have. */
    boolean isStream() {
        return publication && ready;
    }

    boolean isOf(String participant) {
        return owner.equals(participant);
    }

    List<Track> tracks() {
        return tracks;
    }

    /** Whether it receives something of that stream. */
    boolean receives(MediaSession stream) {
        return !publication
                && (tracks.stream().flatMap(track -> track.from().stream()).anyMatch(from -> stream.isMeantBy(from))
                        || description
                                .object("data")
                                .flatMap(data -> data.text("from"))
                                .filter(stream.id::equals)
                                .isPresent());
    }

    /** Whether a subscription that names this means this stream, or a track of it. */
    boolean isMeantBy(String from) {
        return from.equals(id) || from.startsWith(id + "-");
    }

    /**
     * It is there.
     *
     * @param said what the worker says has become of it: its {@code media.tracks}, if they differ from what was asked for
     */
    void becomeReady(Attributes said) {
        ready = true;
        List<Track> negotiated = Track.in(said);
        if (!negotiated.isEmpty()) {
            tracks = negotiated;
        }
    }

    /** Tracks of a kind, or of both, are no longer sent, or are again; returns the kinds of which there are tracks. */
    List<String> silence(String kind, boolean paused) {
        List<String> changed = new ArrayList<>(2);
        for (String one : List.of("audio", "video")) {
            if ((kind.equals(one) || kind.equals("av")) && tracks.stream().anyMatch(track -> track.isOf(one))) {
                if (paused) {
                    silenced.add(one);
                } else {
                    silenced.remove(one);
                }
                changed.add(one);
            }
        }
        return changed;
    }

    /** As others see it: a stream in the form of protocol 1.2 (owt-server, 6.5). */
    Attributes toStream(String type) {
        List<Object> published = new ArrayList<>(tracks.size());
        for (Track track : tracks) {
            String status = silenced.contains(track.type()) ? "inactive" : ACTIVE;
            published.add(track.published(id + "-" + published.size(), status));
        }
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("owner", owner);
        info.put("type", type);
        info.put("inViews", List.of());
        info.put("attributes", description.values().get("attributes"));
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("id", id);
        stream.put("type", "forward");
        stream.put("media", Map.of("tracks", published));
        stream.put("data", description.flag("data").orElse(false));
        stream.put("info", info);
        return new Attributes(stream);
    }
}
