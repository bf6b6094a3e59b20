package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A word as an operator wrote it. Confined to one thread.
 *
 * @param node whom to ask
 * @param options the options
 * @param output where to answer
 */
public record Invocation(NodeApi node, Options options, Output output) {
    /**
     * The operand of that place.
     *
     * @throws IndexOutOfBoundsException if the word need not have one there and it was left out
     */
    public String operand(int index) {
        return options.operands().get(index);
    }

    /** The operand of that place, if it was not left out. */
    public Optional<String> maybe(int index) {
        return index < options.operands().size() ? Optional.of(operand(index)) : Optional.empty();
    }

    /** Whether the answer is for a program. */
    public boolean wantsJson() {
        return options.has("--json");
    }

    /** Shows an answer as it is, or as a table. */
    public void show(JsonNode answer, Function<JsonNode, Table> table) throws IOException {
        if (wantsJson()) {
            output.json(answer);
        } else {
            output.table(table.apply(answer));
        }
    }

    /** Says that something was done: to a program nothing, because it sees the exit status. */
    public void done(String line) {
        if (!wantsJson()) {
            output.line(line);
        }
    }
}
