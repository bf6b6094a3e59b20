package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What the operator sees. Confined to one thread. */
public interface Output {
    /** Lines of our own on how a word is written. */
    void help(String text);

    /** A line for people; what a terminal would obey is escaped. */
    void line(String text);

    /** A table for people. */
    void table(Table table);

    /** What a node answered, for programs: the answer itself, indented. */
    void json(JsonNode answer) throws IOException;
}
