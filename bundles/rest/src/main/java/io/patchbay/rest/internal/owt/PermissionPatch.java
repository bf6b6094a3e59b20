package io.patchbay.rest.internal.owt;

import io.patchbay.api.rooms.Permission;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of what a participant may do: {@code [{op: "replace", path, value}]} (owt-server, 1.4). All of it is checked before any of it
 * takes effect. No state.
 */
final class PermissionPatch {
    private static final Pattern PATH = Pattern.compile("/permission/(publish|subscribe)(?:/(audio|video))?");
    private static final int MOST_CHANGES = 100;

    private PermissionPatch() {}

    /** @throws io.patchbay.rest.internal.http.Refusal if it is none */
    static UnaryOperator<Permission> read(Call call) {
        if (call.body().isEmpty()
                || !(JsonReader.read(call.body().bytes()) instanceof List<?> changes)
                || changes.size() > MOST_CHANGES) {
            throw OwtError.OPERATION_FAILED.refusal();
        }
        List<UnaryOperator<Permission>> steps =
                changes.stream().map(PermissionPatch::step).toList();
        return before -> {
            Permission after = before;
            for (UnaryOperator<Permission> step : steps) {
                after = step.apply(after);
            }
            return after;
        };
    }

    private static UnaryOperator<Permission> step(Object change) {
        if (!(change instanceof Map<?, ?> object)
                || !"replace".equals(object.get("op"))
                || !(object.get("path") instanceof String path)) {
            throw OwtError.OPERATION_FAILED.refusal();
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw OwtError.OPERATION_FAILED.refusal();
        }
        UnaryOperator<Permission.Media> media = media(Optional.ofNullable(matcher.group(2)), object.get("value"));
        return matcher.group(1).equals("publish")
                ? before -> new Permission(media.apply(before.publish()), before.subscribe())
                : before -> new Permission(before.publish(), media.apply(before.subscribe()));
    }

    private static UnaryOperator<Permission.Media> media(Optional<String> kind, Object value) {
        if (kind.isEmpty()
                && value instanceof Map<?, ?> both
                && both.get("audio") instanceof Boolean audio
                && both.get("video") instanceof Boolean video) {
            return before -> new Permission.Media(audio, video);
        }
        if (!(value instanceof Boolean allowed)) {
            throw OwtError.OPERATION_FAILED.refusal();
        }
        return before -> new Permission.Media(
                kind.orElse("audio").equals("audio") ? allowed : before.audio(),
                kind.orElse("video").equals("video") ? allowed : before.video());
    }
}
