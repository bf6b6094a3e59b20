package io.patchbay.handlers.noop.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.Shape;
import io.patchbay.api.recovery.type.TaskType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does nothing, says so, and gives what the type would have made: the input's resource under an id that comes from the idempotency
 * key, so that every attempt gives the same. Immutable, hence thread-safe.
 */
final class NoOp implements TaskHandler {
    static final String PID = "io.patchbay.handlers.noop";
    private static final int LONGEST_MILLIS = 3_600_000;
    private static final int ID_DIGITS = 12;
    private static final Message NOTHING = new Message("noop", "nothing was done: this handler only plays the type");

    private final TaskType type;
    private final int delayMillis;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    NoOp(TaskType type, int delayMillis) {
        if (delayMillis < 0 || delayMillis > LONGEST_MILLIS) {
            throw new IllegalArgumentException(
                    PID + ": delayMillis must be within [0, " + LONGEST_MILLIS + "] but was " + delayMillis);
        }
        this.type = type;
        this.delayMillis = delayMillis;
    }

    /** There is nothing that could be missing. */
    @Override
    public Optional<Output> find(Attempt attempt) {
        return Optional.of(output(attempt));
    }

    @Override
    public Output perform(Attempt attempt) throws InterruptedException {
        Thread.sleep(delayMillis);
        attempt.progress(1, NOTHING.contents());
        return output(attempt);
    }

    private Output output(Attempt attempt) {
        String id = "noop-" + attempt.idempotencyKey().substring(0, ID_DIGITS);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Shape.Field field : type.output().fields()) {
            values.put(field.name(), made(field, attempt.input().values(), id));
        }
        return new Output(new Attributes(values), Optional.of(NOTHING));
    }

    private static Object made(Shape.Field field, Map<String, Object> input, String id) {
        if (field.name().equals("volume_pair")) {
            return pair(input.get("volume"), id);
        } else if (field.name().equals("snapshot_pairs")) {
            List<?> snapshots = input.get("snapshots") instanceof List<?> kept ? kept : List.of();
            return snapshots.stream().map(snapshot -> pair(snapshot, id)).toList();
        } else if (field.shape() instanceof Shape.Array) {
            return input.getOrDefault(field.name(), List.of());
        }
        return renamed(input.get(field.name()), id);
    }

    private static Map<String, Object> pair(Object source, String id) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("source", source);
        pair.put("target", renamed(source, id));
        return pair;
    }

    private static Object renamed(Object resource, String id) {
        if (!(resource instanceof Map<?, ?> members) || !members.containsKey("id")) {
            return resource;
        }
        Map<String, Object> made = new LinkedHashMap<>();
        members.forEach((name, value) -> made.put((String) name, name.equals("id") ? id : value));
        return made;
    }
}
