package io.patchbay.migrator.internal.model;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskPolicy;
import io.patchbay.api.recovery.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tasks of a graph as they are stored. No state. */
public final class SpecJson {
    private SpecJson() {}

    /** The whole graph. */
    public static byte[] write(List<TaskSpec> tasks) {
        return Json.write(Map.of("tasks", tasks.stream().map(SpecJson::toJson).toList()));
    }

    @SuppressWarnings("unchecked") // written by this class
    public static List<TaskSpec> read(byte[] bytes) {
        List<Map<String, Object>> tasks =
                (List<Map<String, Object>>) Json.readObject(bytes).get("tasks");
        return tasks.stream().map(task -> of(new Members(task))).toList();
    }

    private static Map<String, Object> toJson(TaskSpec task) {
        Members.Collector members = new Members.Collector()
                .with("id", task.id())
                .with("type", task.type())
                .withText("name", task.name())
                .with("input", task.input().values())
                .withTexts("dependencies", task.dependencies())
                .withFlag("goal", task.goal());
        task.shared().ifPresent(use -> {
            members.with("shared", toJson(use.key()));
            use.within().ifPresent(key -> members.with("within", toJson(key)));
        });
        task.target().ifPresent(target -> members.with("target", target));
        task.reverse().ifPresent(reverse -> members.with("undoneBy", reverse.type())
                .with("undoneWith", reverse.input().values()));
        task.policy().attempts().ifPresent(attempts -> members.with("attempts", attempts));
        task.policy().timeout().ifPresent(timeout -> members.with("timeoutMillis", timeout.toMillis()));
        return members.done();
    }

    private static TaskSpec of(Members members) {
        int attempts = members.small("attempts");
        long timeout = members.whole("timeoutMillis");
        return new TaskSpec(
                members.text("id"),
                members.text("type"),
                members.text("name"),
                attributes(members, "input"),
                members.texts("dependencies"),
                members.flag("goal"),
                members.object("shared")
                        .map(key -> new SharedUse(
                                keyOf(key), members.object("within").map(SpecJson::keyOf))),
                members.optionalText("target"),
                members.optionalText("undoneBy").map(type -> new ReverseTask(type, attributes(members, "undoneWith"))),
                new TaskPolicy(
                        attempts == 0 ? OptionalInt.empty() : OptionalInt.of(attempts),
                        timeout == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(timeout))));
    }

    private static Attributes attributes(Members members, String name) {
        return members.object(name)
                .map(values -> new Attributes(values.values()))
                .orElse(Attributes.NONE);
    }

    static Map<String, Object> toJson(SharedKey key) {
        return new Members.Collector()
                .with("kind", key.kind().name())
                .with("resource", key.resource())
                .with("cluster", key.cluster())
                .done();
    }

    static SharedKey keyOf(Members members) {
        return new SharedKey(
                SharedKind.valueOf(members.text("kind")), members.text("resource"), members.text("cluster"));
    }
}
