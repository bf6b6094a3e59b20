package io.patchbay.authoring;

import io.patchbay.support.operator.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleException;

/** {@code patchbay new} and {@code patchbay verify}. */
public final class Authoring {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;

    private Authoring() {}

    /**
     * Writes a project, or looks whether a jar holds to its contract.
     *
     * @param arguments the word and what follows it; the system property {@code patchbay.home} names the distribution
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(System.getProperty("patchbay.home", ".")).toAbsolutePath();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        List<String> words = List.of(arguments);
        try {
            boolean held = words.get(0).equals("new")
                    ? write(home, words.subList(1, words.size()), out)
                    : verify(home, words.subList(1, words.size()), out);
            System.exit(held ? 0 : EXIT_FAILED);
        } catch (UsageException wrong) {
            fail(EXIT_USAGE, wrong.getMessage());
        } catch (IOException | BundleException failed) {
            fail(EXIT_FAILED, failed.toString());
        }
    }

    private static boolean write(Path home, List<String> arguments, PrintStream out)
            throws UsageException, IOException {
        Path current = Path.of("").toAbsolutePath();
        NewProject.Order order = NewProject.Order.parse(arguments, current);
        NewProject project = order.project();
        Path folder = order.folder();
        Path shown = shortest(current, folder);
        out.println(project.kind().word() + " '" + project.name() + "' in " + shown);
        project.write(folder, home.resolve("repository")).forEach(file -> out.println("  " + file));
        out.println("next: cd " + shown + " && mvn package");
        out.println("then: " + shortest(current, home.resolve("bin/patchbay")) + " verify "
                + shown.resolve("target/" + project.artifact() + "-1.0.0.jar"));
        return true;
    }

    private static Path shortest(Path current, Path path) {
        return path.startsWith(current) ? current.relativize(path) : path;
    }

    private static boolean verify(Path home, List<String> arguments, PrintStream out)
            throws UsageException, IOException, BundleException, InterruptedException {
        boolean asJson = arguments.contains("--json");
        Path jar = Verification.requireJar(
                arguments.stream().filter(word -> !word.equals("--json")).toList());
        try (TrialNode node = TrialNode.start(home, jar)) {
            Report report = new Report(asJson ? new JsonFindings(out) : new ReadableFindings(out));
            new Verification(node, report).run();
            return report.end();
        }
    }

    private static void fail(int status, String message) {
        System.err.println("patchbay: " + message);
        System.exit(status);
    }
}
