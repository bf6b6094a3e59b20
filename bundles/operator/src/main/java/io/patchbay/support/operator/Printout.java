package io.patchbay.support.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;

/** What the operator sees. Confined to one thread. */
public final class Output {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    /** Prints what it is told. */
    public Output(PrintStream out) {
        this.out = out;
    }

    /** Lines of our own for people. */
    void text(String text) {
        out.println(text);
    }

    /** A line for people; what a terminal would obey is escaped. */
    public void line(String text) {
        out.println(Text.harmless(text));
    }

    /** A table for people. */
    public void table(Table table) {
        table.lines().forEach(out::println);
    }

    /** What a node answered, for programs: the answer itself, indented. */
    public void json(JsonNode answer) throws IOException {
        try {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException impossible) {
            throw new IOException("the answer cannot be written as JSON", impossible);
        }
    }
}
