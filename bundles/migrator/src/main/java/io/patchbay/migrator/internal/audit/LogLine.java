package io.patchbay.migrator.internal.audit;

import io.patchbay.migrator.internal.model.Members;
import io.patchbay.migrator.internal.model.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be told by the audit log, before it has a place in a chain. From its {@code task} part other nodes learn where the task
 * is, without reading its entry. Immutable.
 *
 * @param at when
 * @param actor who wanted it
 * @param code what happened
 * @param task the task that it is about; empty if it is about the job
 * @param version of the task's entry afterwards; -1 if it is about the job
 * @param record the task's entry afterwards, without output
 * @param details a few words
 */
public record LogLine(
        Instant at, String actor, String code, String task, int version, Optional<TaskRecord> record, String details) {
    /** Who wants what nobody has asked for. */
    public static final String MIGRATOR = "migrator";

    private static final int LEAST_BYTES = 1500; // the fields that are short
    private static final int ESCAPED_BYTES = 6; // of a character as JSON has it, at most

    /** What the first line of a chain follows. */
    public static final String NOTHING = "0".repeat(64);

    /** Of a job. */
    public static LogLine ofJob(Instant at, String actor, String code, String details) {
        return new LogLine(at, actor, code, "", -1, Optional.empty(), details);
    }

    /** Of a task. */
    public static LogLine ofTask(
            Instant at, String actor, String code, String task, int version, TaskRecord record, String details) {
        return new LogLine(at, actor, code, task, version, Optional.of(record.withoutOutput()), details);
    }

    /** How many bytes it takes in a page at most. */
    public int mostBytes() {
        int characters = actor.length() + details.length();
        if (record.isPresent()) {
            characters += record.get().why().map(why -> why.contents().length()).orElse(0);
            characters += record.get().failedDependencies().stream()
                    .mapToInt(id -> id.length() + 3)
                    .sum();
        }
        return LEAST_BYTES + ESCAPED_BYTES * characters;
    }

    int attempt() {
        return record.map(TaskRecord::attempt).orElse(0);
    }

    String handler() {
        return record.map(TaskRecord::handler).orElse("");
    }

    /** Each field with its length, so that none can pass for two. */
    String hash(String previous, String node) {
        MessageDigest digest = sha256();
        for (String field : new String[] {
            previous,
            String.valueOf(at.toEpochMilli()),
            node,
            actor,
            code,
            task,
            String.valueOf(attempt()),
            String.valueOf(version),
            handler(),
            details
        }) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    Map<String, Object> toJson() {
        Members.Collector members = new Members.Collector()
                .with("at", at.toEpochMilli())
                .with("actor", actor)
                .with("code", code)
                .withText("task", task)
                .withText("details", details);
        record.ifPresent(present -> members.with("version", version).with("record", present.toJson()));
        return members.done();
    }

    static LogLine of(Members members) {
        Optional<TaskRecord> record = members.object("record").map(TaskRecord::of);
        return new LogLine(
                members.instant("at").orElse(Instant.EPOCH),
                members.text("actor"),
                members.text("code"),
                members.text("task"),
                record.isPresent() ? members.small("version") : -1,
                record,
                members.text("details"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
