package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code jobs}: recovery jobs, what becomes of them, and what an operator wants of them. No state. */
final class JobsWord {
    /**
     * What can be done with jobs.
     *
     * @param least how many operands it has at least, after its own name
     * @param most how many it may have
     */
    private record Action(String word, int least, int most, List<String> options, Word.Action does) {
        String usage() {
            String optional = most > least ? " JOB [TASK]" : " JOB";
            String operands = most == 0 ? "" : least == 2 ? " JOB TASK" : optional;
            return word
                    + operands
                    + options.stream().map(option -> " [" + option + " …]").collect(Collectors.joining());
        }
    }

    private static final List<String> PARTS = List.of("--state", "--limit");
    private static final List<Action> ACTIONS = List.of(
            new Action("list", 0, 0, PARTS, JobViews::list),
            new Action("show", 1, 2, List.of(), JobViews::show),
            new Action("tasks", 1, 1, PARTS, JobViews::tasks),
            new Action("log", 1, 1, List.of("--after", "--limit"), JobViews::log),
            new Action("watch", 1, 1, List.of("--after"), JobWatch::watch),
            new Action("verify", 1, 1, List.of(), JobAudit::verify),
            new Action("pause", 1, 1, List.of("--minutes"), JobOperations::pause),
            new Action("resume", 1, 1, List.of(), JobOperations::plain),
            new Action("cancel", 1, 1, List.of(), JobOperations::plain),
            new Action("retry", 1, 1, List.of("--goals"), JobOperations::retry),
            new Action("rollback", 1, 1, List.of(), JobOperations::plain),
            new Action("confirm", 1, 1, List.of(), JobOperations::plain),
            new Action("cancel-confirm", 1, 1, List.of(), JobOperations::plain),
            new Action("ignore-rollback", 1, 1, List.of(), JobOperations::ignoreRollback),
            new Action("skip", 2, 2, List.of("--output"), JobOperations::skip),
            new Action("rerun", 2, 2, List.of(), JobOperations::rerun));

    private static final List<String> OPTIONS = ACTIONS.stream()
            .flatMap(action -> action.options().stream())
            .distinct()
            .toList();

    private JobsWord() {}

    static List<Word> all() {
        String actions = ACTIONS.stream().map(Action::usage).collect(Collectors.joining("\n    "));
        return List.of(new Word(
                "jobs",
                "[ACTION] [JOB] [TASK]",
                "Lists the recovery jobs of the cluster, shows what becomes of one, and tells it what to do:\n    "
                        + actions
                        + "\n  pause is for 60 minutes, or --minutes 30 to 180; retry is of all that failed, or of --goals A,B and what they"
                        + "\n  need; --output gives what dependents find instead of a skipped task's output, as JSON. watch prints the log as"
                        + "\n  it grows until an operator has to decide or the job is over, and exits 1 unless it has succeeded, in part at"
                        + " least. verify"
                        + "\n  computes the hashes of the audit log anew, and exits 1 if an entry was changed, taken out or put in.",
                OPTIONS,
                List.of(),
                JobsWord::perform));
    }

    private static void perform(Invocation asked) throws UsageException, IOException, InterruptedException {
        String word = asked.maybe(0).orElse("list");
        Action action = ACTIONS.stream()
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(word + " is nothing that jobs do; there are "
                        + ACTIONS.stream().map(Action::word).collect(Collectors.joining(" "))));
        int given = Math.max(0, asked.options().operands().size() - 1);
        boolean fits = given >= action.least() && given <= action.most();
        boolean known = OPTIONS.stream().filter(asked.options()::has).allMatch(action.options()::contains);
        if (!fits || !known) {
            throw new UsageException("jobs " + word + " is written: jobs " + action.usage());
        }
        action.does().perform(asked);
    }

    /** The path of the job that is meant. */
    static String path(Invocation asked) {
        return "/jobs/" + NodeApi.encoded(asked.operand(1));
    }

    /** How far a graph is, in a few characters. */
    static String progress(JsonNode counts) {
        int failed = counts.path("failed").asInt();
        return counts.path("succeeded").asInt() + failed + "/"
                + counts.path("total").asInt() + (failed > 0 ? ", " + failed + " without success" : "");
    }
}
