package io.patchbay.rest.internal.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Output;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator wants of a job, as it is sent. Immutable.
 *
 * @param name as it was sent
 * @param task the task that it is about, or the first of several
 * @param command what it means
 */
record Operation(String name, Optional<String> task, Command command) {
    private static final String NAMES =
            "pause, resume, cancel, retry, rollback, ignore-rollback, confirm, cancel-confirm, skip, rerun";
    private static final int MOST_GOALS = 20_000;

    /**
     * Reads one.
     *
     * @throws InvalidFieldException if a value is missing, wrong or not known
     * @throws io.patchbay.rest.internal.json.MalformedJsonException if it is no JSON
     */
    static Operation read(byte[] body) {
        Fields fields = Fields.exactly(body);
        String name = fields.text("operation").orElseThrow(() -> new InvalidFieldException("operation", "is missing"));
        Operation operation = of(name, fields);
        fields.end();
        return operation;
    }

    private static Operation of(String name, Fields fields) {
        return switch (name) {
            case "pause" -> new Operation(name, new Command.Pause(until(fields)));
            case "resume" -> new Operation(name, new Command.Resume());
            case "cancel" -> new Operation(name, new Command.Cancel());
            case "retry" -> {
                List<String> goals = goals(fields);
                yield new Operation(name, goals.stream().findFirst(), new Command.Retry(goals));
            }
            case "rollback" -> new Operation(name, new Command.Rollback());
            case "ignore-rollback" -> new Operation(name, new Command.IgnoreRollback());
            case "confirm" -> new Operation(name, new Command.Confirm());
            case "cancel-confirm" -> new Operation(name, new Command.CancelConfirm());
            case "skip" -> {
                String task = fields.requiredIdentifier("task");
                yield new Operation(name, Optional.of(task), new Command.Skip(task, output(fields)));
            }
            case "rerun" -> {
                String task = fields.requiredIdentifier("task");
                yield new Operation(name, Optional.of(task), new Command.Rerun(task));
            }
            default -> throw new InvalidFieldException("operation", "must be one of " + NAMES);
        };
    }

    private Operation(String name, Command command) {
        this(name, Optional.empty(), command);
    }

    private static Optional<Instant> until(Fields fields) {
        Optional<String> text = fields.text("until");
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException malformed) {
            throw new InvalidFieldException("until", "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static List<String> goals(Fields fields) {
        List<String> goals = fields.identifiers("goals").orElse(List.of());
        if (goals.size() > MOST_GOALS) {
            throw new InvalidFieldException("goals", "must have at most " + MOST_GOALS + " elements");
        }
        return goals;
    }

    private static Optional<Output> output(Fields fields) {
        Optional<Attributes> values = fields.attributes("output", known -> {});
        return values.map(Output::of);
    }

    /** For the log: {@code skip of net}. */
    @Override
    public String toString() {
        return task.map(named -> name + " of " + named).orElse(name);
    }
}
