package io.patchbay.support.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;

/** Answers as lines of text, for terminals. Confined to one thread. */
public final class Printout implements Output {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    /** Prints what it is told. */
    public Printout(PrintStream out) {
        this.out = out;
    }

    @Override
    public void help(String text) {
        out.println(text);
    }

    @Override
    public void line(String text) {
        out.println(Text.harmless(text));
    }

    @Override
    public void table(Table table) {
        table.lines().forEach(out::println);
    }

    @Override
    public void json(JsonNode answer) throws IOException {
        try {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException impossible) {
            throw new IOException("the answer cannot be written as JSON", impossible);
        }
    }
}
