package io.patchbay.recovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.launcher.NodeAccess;
import io.patchbay.launcher.operator.NodeClient;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.Printout;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code patchbay plan}: validate and preview; neither needs a node. Confined to one thread. */
final class PlanWord {
    static final String USAGE =
            "patchbay plan validate FILE [--json], or patchbay plan preview FILE [--data DIR] [--url http://HOST:PORT] [--json]";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMED = List.of("--data", "--url", "--token-file");
    private static final List<String> FLAGS = List.of("--json", "--help");

    private PlanWord() {}

    static int run(Path home, List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException, InterruptedException {
        if (arguments.stream().findFirst().filter("capture"::equals).isPresent()) {
            return CaptureWord.run(home, arguments.subList(1, arguments.size()), out, err);
        }
        Options options = new Options(arguments, NAMED, FLAGS, true);
        if (options.has("--help")) {
            out.println("usage: " + USAGE);
            out.println("       " + CaptureWord.USAGE);
            return RecoveryCommand.EXIT_DONE;
        }
        List<String> operands = options.operands();
        if (operands.size() != 2 || !List.of("validate", "preview").contains(operands.get(0))) {
            throw new UsageException("plan is written: " + USAGE);
        }
        PlanFile file = PlanFile.read(operands.get(1));
        if (file.plan().isEmpty()) {
            refuse(file, options, out, err);
            return RecoveryCommand.EXIT_REFUSED;
        }
        JobSubmission job = PlanFile.plans().build(file.plan().get(), JobType.MIGRATION);
        if (operands.get(0).equals("validate")) {
            validated(file, job, options, out);
        } else {
            Durations measured = Durations.of(Path.of(options.value("--data").orElse("data")), false);
            Preview preview = PlanFile.plans().preview(job, measured.byType());
            PlanPage page = new PlanPage(job, preview, asked(Path.of(file.path()), options, environment));
            if (options.has("--json")) {
                new Printout(out).json(page.json());
            } else {
                page.print(new Printout(out));
            }
        }
        return RecoveryCommand.EXIT_DONE;
    }

    private static void refuse(PlanFile file, Options options, PrintStream out, PrintStream err) throws IOException {
        if (options.has("--json")) {
            new Printout(out).json(PlanPage.json(file.faults()));
        } else {
            file.printFaults(err);
        }
    }

    private static void validated(PlanFile file, JobSubmission job, Options options, PrintStream out)
            throws IOException {
        if (options.has("--json")) {
            new Printout(out)
                    .json(JSON.createObjectNode().put("tasks", job.tasks().size()));
        } else {
            out.println(file.path() + " can be carried out: "
                    + PlanFile.counted(job.tasks().size(), "task"));
        }
    }

    /** What a node says of the plan; nothing if none was named. */
    private static Optional<NodeView> asked(Path plan, Options options, Map<String, String> environment)
            throws UsageException, IOException, InterruptedException {
        if (options.value("--url").isEmpty()) {
            return Optional.empty();
        }
        NodeAccess access = NodeAccess.of(options, Optional.ofNullable(environment.get(NodeAccess.TOKEN_VARIABLE)));
        return Optional.of(NodeView.of(new NodeClient(access).recovery(), plan));
    }
}
