package io.patchbay.recovery;

import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;

/**
 * {@code patchbay recover}: carries a plan out on a node in this process. What has been done is kept in the data folder, so that the
 * same command goes on after Ctrl-C or a crash. Confined to one thread.
 */
final class RecoverWord {
    private static final int MOST_COLUMNS = 500;

    private RecoverWord() {}

    static int run(Path home, List<String> arguments, PrintStream out, PrintStream err)
            throws UsageException, IOException, BundleException, InterruptedException {
        if (arguments.contains("--help")) {
            out.println("usage: " + RecoverOptions.USAGE);
            return RecoveryCommand.EXIT_DONE;
        }
        RecoverOptions options = RecoverOptions.parse(arguments);
        PlanFile file = PlanFile.read(options.file());
        if (file.plan().isEmpty()) {
            file.printFaults(err);
            return RecoveryCommand.EXIT_REFUSED;
        }
        Display display =
                Boolean.getBoolean("patchbay.terminal") ? new TerminalDisplay(out, columns()) : new LineDisplay(out);
        return recover(home, options, file, file.plan().get(), display, out);
    }

    private static int columns() {
        return Math.max(40, Math.min(MOST_COLUMNS, Integer.getInteger("patchbay.columns", 80)));
    }

    private static int recover(
            Path home, RecoverOptions options, PlanFile file, RecoveryPlan plan, Display display, PrintStream out)
            throws UsageException, IOException, BundleException, InterruptedException {
        JobType type = options.drill() ? JobType.SIMULATION : JobType.MIGRATION;
        JobSubmission job = PlanFile.plans().build(plan, type);
        display.tell(job.name() + " onto " + job.cluster() + ": "
                + PlanFile.counted(job.tasks().size(), "task") + (options.drill() ? ", as a drill" : "")
                + (options.noop() ? ", by handlers that do nothing" : ""));
        if (options.noop()) {
            return carryOut(home, options, file, job, display, out);
        }
        NamedClouds clouds = NamedClouds.of(home, options);
        if (!clouds.sandboxFor(job.cluster(), options)) {
            return carryOut(home, options, file, job, display, out);
        }
        try (SandboxSite sandbox = SandboxSite.start(plan, options)) {
            clouds.words(job.cluster(), sandbox.options().data()).forEach(display::tell);
            return carryOut(home, sandbox.options(), file, job, display, out);
        }
    }

    private static int carryOut(
            Path home, RecoverOptions options, PlanFile file, JobSubmission job, Display display, PrintStream out)
            throws UsageException, IOException, BundleException, InterruptedException {
        try (EmbeddedNode node = EmbeddedNode.start(home, options)) {
            Ending ending = new Ending(node, out);
            Runtime.getRuntime().addShutdownHook(new Thread(ending::stop, "patchbay-shutdown"));
            try {
                requireHandlers(node, options, job);
                return new Recovery(node.jobs(), options, file, job, display).run();
            } catch (IOException | IllegalStateException failed) {
                ending.swallowWhileStopping();
                throw failed;
            } finally {
                ending.over();
            }
        }
    }

    /** What Ctrl-C does: what runs ends where it is, and is taken over by the next call. Thread-safe. */
    private static final class Ending {
        private final EmbeddedNode node;
        private final PrintStream out;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicBoolean stopping = new AtomicBoolean();

        Ending(EmbeddedNode node, PrintStream out) {
            this.node = node;
            this.out = out;
        }

        void stop() {
            if (!over.get()) {
                stopping.set(true);
                out.println("stopped; the same command goes on where this one was");
            }
            node.close();
        }

        void over() {
            over.set(true);
        }

        /** Nobody wants to know what a node says that is being stopped: the process ends when it has. */
        void swallowWhileStopping() throws InterruptedException {
            if (stopping.get()) {
                Thread.currentThread().join();
            }
        }
    }

    /** Also of what undoes it, where that is certain to come: else a drill would make what it cannot take away again. */
    static Set<String> typesOf(JobSubmission job, RecoverOptions options) {
        Stream<String> forward = job.tasks().stream().map(TaskSpec::type);
        Stream<String> reverse = job.tasks().stream()
                .filter(task -> options.undoes())
                .flatMap(task -> task.reverse().stream())
                .map(ReverseTask::type);
        return Stream.concat(forward, reverse).collect(Collectors.toSet());
    }

    private static void requireHandlers(EmbeddedNode node, RecoverOptions options, JobSubmission job)
            throws UsageException, IOException, InterruptedException {
        Set<String> types = typesOf(job, options);
        Set<String> missing = node.without(types);
        if (!missing.isEmpty()) {
            throw new UsageException("no handler is installed for " + Text.harmless(String.join(", ", missing))
                    + ": put a jar with them into plugins/, or see how it would go with --handlers noop");
        }
        List<String> foreign = options.playing() ? node.foreign(types) : List.of();
        if (!foreign.isEmpty()) {
            throw new UsageException("no cloud is named, and not all would happen in a sandbox: "
                    + Text.harmless(String.join(", ", foreign)) + ". Name " + job.cluster()
                    + " in clouds.yaml, or say --sandbox if they are meant for it");
        }
    }
}
