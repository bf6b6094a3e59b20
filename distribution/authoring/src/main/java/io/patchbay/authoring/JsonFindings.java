package io.patchbay.authoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/**
 * A line of JSON for each check, for programs: {@code {"about":"strategy 'x'","check":"…","result":"held"}}, where result is {@code held},
 * {@code failed} or {@code not_tried}, and {@code why} says why it failed. The sum is the exit status. Confined to one thread.
 */
final class JsonFindings implements Findings {
    private final PrintStream out;
    private String subject = "";

    JsonFindings(PrintStream out) {
        this.out = out;
    }

    @Override
    public void about(String what) {
        subject = what;
    }

    @Override
    public void held(String check) {
        print(line(check, "held"));
    }

    @Override
    public void failed(String check, String why) {
        print(line(check, "failed").put("why", why));
    }

    @Override
    public void notTried(String check) {
        print(line(check, "not_tried"));
    }

    @Override
    public void note(String line) {
        // what helps people: the log is where the node has it
    }

    @Override
    public void sum(int held, int failed, int notTried) {
        // each line has said it
    }

    private ObjectNode line(String check, String result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("about", subject)
                .put("check", check)
                .put("result", result);
    }

    private void print(ObjectNode line) {
        out.println(line);
    }
}
