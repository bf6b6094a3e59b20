package io.patchbay.migrator.internal.model;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import java.util.Map;
import java.util.Optional;

/**
 * An output as it stands in a task's entry: the values themselves, or where they are if they are large. Immutable.
 *
 * @param values the values; empty if they are elsewhere
 * @param sha256 hash of the values' JSON, where they are elsewhere; else empty
 * @param parts in how many entries they are
 * @param message something to tell
 */
public record StoredOutput(Optional<Attributes> values, String sha256, int parts, Optional<Message> message) {
    /** An output that stands in the entry itself. */
    public static StoredOutput inline(Output output) {
        return new StoredOutput(Optional.of(output.values()), "", 0, output.message());
    }

    /** An output whose values are elsewhere. */
    public static StoredOutput elsewhere(String sha256, int parts, Optional<Message> message) {
        return new StoredOutput(Optional.empty(), sha256, parts, message);
    }

    Map<String, Object> toJson() {
        Members.Collector members = new Members.Collector();
        values.ifPresent(present -> members.with("values", present.values()));
        members.withText("sha256", sha256).withWhole("parts", parts);
        message.ifPresent(told -> members.with("code", told.code()).with("contents", told.contents()));
        return members.done();
    }

    static StoredOutput of(Members members) {
        Optional<Message> message =
                members.optionalText("code").map(code -> new Message(code, members.text("contents")));
        return new StoredOutput(
                members.object("values").map(values -> new Attributes(values.values())),
                members.text("sha256"),
                members.small("parts"),
                message);
    }
}
