package io.patchbay.recovery;

import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleException;

/** {@code patchbay plan} and {@code patchbay recover}. Confined to one thread. */
public final class RecoveryCommand {
    static final int EXIT_DONE = 0;
    static final int EXIT_FAILED = 1;
    static final int EXIT_REFUSED = 2;
    static final int EXIT_PARTIAL = 3;

    private RecoveryCommand() {}

    /**
     * Does what a word says, and ends the process with its exit status.
     *
     * @param arguments the word and what follows it; the system property {@code patchbay.home} names the distribution
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(System.getProperty("patchbay.home", ".")).toAbsolutePath();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(home, List.of(arguments), System.getenv(), out, err));
    }

    static int run(Path home, List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        try {
            List<String> rest = arguments.subList(1, arguments.size());
            return arguments.get(0).equals("plan")
                    ? PlanWord.run(home, rest, environment, out, err)
                    : RecoverWord.run(home, rest, out, err);
        } catch (UsageException wrong) {
            err.println("patchbay: " + wrong.getMessage());
            return EXIT_REFUSED;
        } catch (IOException | BundleException failed) {
            err.println("patchbay: " + Text.harmless(String.valueOf(failed.getMessage())));
            return EXIT_FAILED;
        }
    }
}
