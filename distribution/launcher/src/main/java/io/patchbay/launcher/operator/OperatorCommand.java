package io.patchbay.launcher.operator;

import io.patchbay.launcher.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** {@code patchbay status}, {@code workers} and the operator's other words: each asks a running node. Confined to one thread. */
public final class OperatorCommand {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private OperatorCommand() {}

    /**
     * Does what a word says.
     *
     * @param arguments the word, its operands and options
     */
    @SuppressWarnings("SystemOut") // what the user is told
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** Does what a word says, and answers with the exit status. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        try {
            if (arguments.isEmpty()) {
                throw new UsageException("a word is missing: there are " + Words.names());
            }
            Word word = Words.find(arguments.get(0));
            List<String> rest = arguments.subList(1, arguments.size());
            if (rest.contains("--help")) {
                out.println(word.help());
                return 0;
            }
            word.run(rest, environment, new Output(out));
            return 0;
        } catch (UsageException wrong) {
            err.println("patchbay: " + wrong.getMessage());
            return EXIT_USAGE;
        } catch (IOException failed) {
            err.println("patchbay: " + Text.harmless(failed.getMessage()));
            return EXIT_FAILED;
        }
    }
}
