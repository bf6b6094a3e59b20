package io.patchbay.launcher.operator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs words against one node, as in a terminal. Confined to the test's thread. */
final class Terminal {
    private final String url;
    private final Map<String, String> environment;

    Terminal(String url) {
        this(url, Map.of("PATCHBAY_ADMIN_TOKEN", ScriptedNode.TOKEN));
    }

    Terminal(String url, Map<String, String> environment) {
        this.url = url;
        this.environment = environment;
    }

    /**
     * What came of a word.
     *
     * @param status the exit status
     * @param out what was printed
     * @param err what was complained about
     */
    record Printed(int status, String out, String err) {}

    Printed run(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = OperatorCommand.run(
                all,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Printed(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
