package io.patchbay.launcher.operator;

import io.patchbay.launcher.NodeAccess;
import io.patchbay.support.operator.Printout;
import io.patchbay.support.operator.Surroundings;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import io.patchbay.support.operator.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            List<String> rest = arguments.subList(1, arguments.size());
            Words.find(arguments.get(0)).run(rest, terminal(environment), new Printout(out));
            return 0;
        } catch (UsageException wrong) {
            err.println("patchbay: " + wrong.getMessage());
            return EXIT_USAGE;
        } catch (IOException failed) {
            err.println("patchbay: " + Text.harmless(failed.getMessage()));
            return EXIT_FAILED;
        }
    }

    private static Surroundings terminal(Map<String, String> environment) {
        Optional<String> token = Optional.ofNullable(environment.get(NodeAccess.TOKEN_VARIABLE));
        return new Surroundings(
                "patchbay ",
                NodeAccess.OPTIONS,
                "[--url http://127.0.0.1:8080] [--data DIR | --token-file FILE]",
                options -> new NodeClient(NodeAccess.of(options, token)));
    }
}
