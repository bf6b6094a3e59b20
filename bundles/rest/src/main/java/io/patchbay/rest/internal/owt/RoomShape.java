package io.patchbay.rest.internal.owt;

import static io.patchbay.rest.internal.json.Shape.either;
import static io.patchbay.rest.internal.json.Shape.flag;
import static io.patchbay.rest.internal.json.Shape.list;
import static io.patchbay.rest.internal.json.Shape.matching;
import static io.patchbay.rest.internal.json.Shape.number;
import static io.patchbay.rest.internal.json.Shape.object;
import static io.patchbay.rest.internal.json.Shape.oneOf;
import static io.patchbay.rest.internal.json.Shape.text;
import static io.patchbay.rest.internal.json.Shape.whole;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.Shape;
import io.patchbay.rest.internal.json.Shape.Member;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a room document looks like, and its defaults (owt-server 1.4). No state. */
final class RoomShape {
    /** The longest name of a room. */
    static final int MAX_NAME_CHARACTERS = 1000;

    private static final int MANY = 100;
    private static final long LARGE = 1_000_000_000;
    private static final Shape WORD = text(0, 200);
    private static final Shape NAME = text(1, 200);
    private static final Shape FRACTION = matching(
            Pattern.compile("-?\\d{1,9}(\\.\\d{1,9}|/0*[1-9]\\d{0,8})?"), "a fraction as text, for example 1/3");

    private static final Shape AUDIO_FORMAT = object(
            Member.required("codec", NAME),
            Member.optional("sampleRate", whole(1, LARGE)),
            Member.optional("channelNum", whole(1, MANY)));

    private static final Shape VIDEO_FORMAT = object(Member.required("codec", NAME), Member.optional("profile", WORD));

    private static final Shape KINDS = object(Member.of("audio", flag(), false), Member.of("video", flag(), false));

    private static final Shape ROLE = object(
            Member.required("role", NAME),
            Member.of("publish", KINDS, Map.of()),
            Member.of("subscribe", KINDS, Map.of()));

    private static final Shape COLOUR = whole(0, 255);

    private static final Shape REGION = object(
            Member.required("id", NAME),
            Member.of("shape", oneOf("rectangle"), "rectangle"),
            Member.required(
                    "area",
                    object(
                            Member.required("left", FRACTION),
                            Member.required("top", FRACTION),
                            Member.required("width", FRACTION),
                            Member.required("height", FRACTION))));

    private static final Shape LAYOUT = object(
            Member.of("fitPolicy", oneOf("letterbox", "crop"), "letterbox"),
            Member.optional("setRegionEffect", WORD),
            Member.of(
                    "templates",
                    object(
                            Member.of("base", oneOf("fluid", "lecture", "void"), "fluid"),
                            Member.of(
                                    "custom",
                                    list(
                                            object(
                                                    Member.optional("primary", WORD),
                                                    Member.of("region", list(REGION, MANY), List.of())),
                                            MANY),
                                    List.of())),
                    Map.of()));

    private static final Shape VIEW_VIDEO = object(
            Member.of("format", object(Member.of("codec", NAME, "vp8"), Member.optional("profile", WORD)), Map.of()),
            Member.of(
                    "parameters",
                    object(
                            Member.of(
                                    "resolution",
                                    object(
                                            Member.of("width", whole(1, 100_000), 640),
                                            Member.of("height", whole(1, 100_000), 480)),
                                    Map.of()),
                            Member.of("framerate", number(1, 1000), 24),
                            Member.optional("bitrate", number(0, LARGE)),
                            Member.of("keyFrameInterval", number(0, LARGE), 100)),
                    Map.of()),
            Member.of("maxInput", whole(1, 256), 16),
            Member.of("motionFactor", number(0, 1000), 0.8),
            Member.of(
                    "bgColor",
                    object(Member.of("r", COLOUR, 0), Member.of("g", COLOUR, 0), Member.of("b", COLOUR, 0)),
                    Map.of()),
            Member.of("keepActiveInputPrimary", flag(), false),
            Member.of("layout", LAYOUT, Map.of()));

    private static final Shape VIEW = object(
            Member.of("label", NAME, "common"),
            Member.of(
                    "audio",
                    object(
                            Member.of(
                                    "format",
                                    object(
                                            Member.of("codec", NAME, "opus"),
                                            Member.of("sampleRate", whole(1, LARGE), 48_000),
                                            Member.of("channelNum", whole(1, MANY), 2)),
                                    Map.of()),
                            Member.of("vad", flag(), true)),
                    Map.of()),
            // false: a view of audio only
            Member.of("video", either(Boolean.class, onlyFalse(), VIEW_VIDEO), Map.of()));

    private static final Shape MEDIA_OUT_VIDEO = object(
            Member.of("format", list(VIDEO_FORMAT, MANY), List.of()),
            Member.of(
                    "parameters",
                    object(
                            Member.of("resolution", list(NAME, MANY), List.of()),
                            Member.of("framerate", list(number(0, LARGE), MANY), List.of()),
                            Member.of("bitrate", list(either(Number.class, number(0, LARGE), NAME), MANY), List.of()),
                            Member.of("keyFrameInterval", list(number(0, LARGE), MANY), List.of())),
                    Map.of()));

    private static final Shape TRANSCODING = object(
            Member.of("audio", flag(), true),
            Member.of(
                    "video",
                    object(
                            Member.of("format", flag(), true),
                            Member.of(
                                    "parameters",
                                    object(
                                            Member.of("resolution", flag(), true),
                                            Member.of("framerate", flag(), true),
                                            Member.of("bitrate", flag(), true),
                                            Member.of("keyFrameInterval", flag(), true)),
                                    Map.of())),
                    Map.of()));

    /** Every member of a room document but its id and name. */
    static final Shape SETTINGS = object(
            Member.of("inputLimit", whole(-1, 1_000_000), -1),
            Member.of("participantLimit", whole(-1, 1_000_000), -1),
            Member.of("selectActiveAudio", flag(), false),
            Member.of("enableBandwidthAdaptation", flag(), false),
            Member.of("roles", list(ROLE, MANY), RoomDefaults.ROLES),
            Member.of("views", list(VIEW, MANY), List.of(Map.of())),
            Member.of(
                    "mediaIn",
                    object(
                            Member.of("audio", list(AUDIO_FORMAT, MANY), List.of()),
                            Member.of("video", list(VIDEO_FORMAT, MANY), List.of())),
                    RoomDefaults.MEDIA_IN),
            Member.of(
                    "mediaOut",
                    object(
                            Member.of("audio", list(AUDIO_FORMAT, MANY), List.of()),
                            Member.of("video", MEDIA_OUT_VIDEO, Map.of())),
                    RoomDefaults.MEDIA_OUT),
            Member.of("transcoding", TRANSCODING, Map.of()),
            Member.optional(
                    "sip",
                    object(
                            Member.optional("sipServer", WORD),
                            Member.optional("username", WORD),
                            Member.optional("password", WORD))),
            Member.of(
                    "notifying",
                    object(Member.of("participantActivities", flag(), true), Member.of("streamChange", flag(), true)),
                    Map.of()));

    private RoomShape() {}

    private static Shape onlyFalse() {
        return (path, value) -> {
            if (Boolean.FALSE.equals(value)) {
                return value;
            }
            throw new InvalidFieldException(path, "must be an object or false");
        };
    }
}
