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
import java.util.Set;
import java.util.regex.Pattern;

/** What clients of SDK 3.x send on: streams to a URL, and recordings. Both are subscriptions. Immutable. */
final class LegacyOutputs {
    private static final Pattern TARGET = Pattern.compile("(?i)(rtsp|rtmp|http|https)://\\S{1,2000}");
    private static final Pattern RECORDER = Pattern.compile("[0-9a-zA-Z\\-_]{1,200}");
    private static final Set<String> AUDIO_CODECS =
            Set.of("pcmu", "pcma", "opus", "opus_48000_2", "aac", "aac_48000_2");
    private static final Set<String> VIDEO_CODECS = Set.of("vp8", "vp9", "h264", "h265");

    Decoded add(Running running, Optional<Object> data) throws InvalidRequestException {
        Map<?, ?> options = LegacyRequests.object(data, "bad options");
        String url = url(options);
        if (running.find(Running.Kind.OUTPUT, url).isPresent()) {
            throw new InvalidRequestException("Streaming-out is ongoing");
        }
        return open(running, Running.Kind.OUTPUT, url, "streaming", tracks(options, "streamId", "streamId"), url);
    }

    Decoded update(Running running, Optional<Object> data) throws InvalidRequestException {
        Map<?, ?> options = LegacyRequests.object(data, "bad options");
        return change(running, output(running, url(options)), tracks(options, "streamId", "streamId"));
    }

    Decoded remove(Running running, Optional<Object> data) throws InvalidRequestException {
        String id = output(running, url(LegacyRequests.object(data, "bad options")));
        return LegacyRequests.plain(running.without(id), new MediaRequest.Unsubscribe(id));
    }

    Decoded record(Running running, Optional<Object> data) throws InvalidRequestException {
        Map<?, ?> options = LegacyRequests.object(data, "bad options");
        Object named = options.get("recorderId");
        if (named != null && !isRecorder(named)) {
            throw new InvalidRequestException("Invalid recorder id");
        }
        requireCodec(options, "audioCodec", AUDIO_CODECS, "Invalid audio codec");
        requireCodec(options, "videoCodec", VIDEO_CODECS, "Invalid video codec");
        String name = named instanceof String text ? text : LegacyMedia.freshId();
        List<Object> tracks = tracks(options, "audioStreamId", "videoStreamId");
        Optional<String> ongoing = running.find(Running.Kind.RECORDING, name);
        return ongoing.isPresent()
                ? change(running, ongoing.get(), tracks)
                : open(running, Running.Kind.RECORDING, name, "recording", tracks, name);
    }

    Decoded stopRecording(Running running, Optional<Object> data) throws InvalidRequestException {
        Map<?, ?> options = LegacyRequests.object(data, "Invalid recorder id");
        if (!isRecorder(options.get("recorderId"))) {
            throw new InvalidRequestException("Invalid recorder id");
        }
        String id = running.find(Running.Kind.RECORDING, (String) options.get("recorderId"))
                .orElseThrow(() -> new InvalidRequestException("Recording does NOT exist"));
        return LegacyRequests.plain(running.without(id), new MediaRequest.Unsubscribe(id));
    }

    private static boolean isRecorder(Object name) {
        return name instanceof String text && RECORDER.matcher(text).matches();
    }

    private static String url(Map<?, ?> options) throws InvalidRequestException {
        return JsonObjects.text(options, "url")
                .filter(url -> TARGET.matcher(url).matches())
                .orElseThrow(() -> new InvalidRequestException("Invalid RTSP/RTMP server url"));
    }

    private static String output(Running running, String url) throws InvalidRequestException {
        return running.find(Running.Kind.OUTPUT, url)
                .orElseThrow(() -> new InvalidRequestException("Streaming-out does NOT exist"));
    }

    private static void requireCodec(Map<?, ?> options, String member, Set<String> known, String otherwise)
            throws InvalidRequestException {
        if (options.get(member) != null && !known.contains(options.get(member))) {
            throw new InvalidRequestException(otherwise);
        }
    }

    /** What is to be sent on. */
    private static List<Object> tracks(Map<?, ?> options, String audioFrom, String videoFrom)
            throws InvalidRequestException {
        List<Object> tracks = new ArrayList<>(2);
        addTrack(tracks, "audio", options, audioFrom);
        addTrack(tracks, "video", options, videoFrom);
        if (tracks.isEmpty()) {
            throw new InvalidRequestException("bad options");
        }
        return tracks;
    }

    private static void addTrack(List<Object> tracks, String kind, Map<?, ?> options, String from)
            throws InvalidRequestException {
        Object wanted = options.get(kind);
        if (Boolean.FALSE.equals(wanted)) {
            return;
        }
        Object stream = options.get(from);
        if (stream != null && !(stream instanceof String text && LegacyMedia.isId(text))) {
            throw new InvalidRequestException("Invalid stream id");
        }
        if (stream instanceof String text) {
            tracks.add(JsonObjects.object("type", kind, "from", text));
        }
    }

    private static Decoded open(
            Running running, Running.Kind kind, String name, String purpose, List<Object> tracks, String target)
            throws InvalidRequestException {
        String id = LegacyMedia.freshId();
        Attributes description = new Attributes(JsonObjects.object(
                "media", JsonObjects.object("tracks", tracks),
                "connection", JsonObjects.object(kind == Running.Kind.OUTPUT ? "url" : "recorderId", target),
                "legacy", true));
        return new Decoded.Understood(
                running.with(kind, name, id).write(),
                new ClientRequest.Media(new MediaRequest.Subscribe(id, purpose, description)));
    }

    private static Decoded change(Running running, String id, List<Object> tracks) {
        Map<String, Object> data = JsonObjects.object();
        for (Object track : tracks) {
            Map<?, ?> one = (Map<?, ?>) track;
            data.put((String) one.get("type"), JsonObjects.part(one, "from"));
        }
        return LegacyRequests.plain(
                running,
                new MediaRequest.ControlSubscription(id, new MediaRequest.Control("update", Optional.of(data))));
    }
}
