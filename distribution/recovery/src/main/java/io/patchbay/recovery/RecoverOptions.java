package io.patchbay.recovery;

import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to carry out a plan. Immutable.
 *
 * @param file the plan
 * @param drill whether it is a drill, which is undone when it is over
 * @param noop whether handlers are used that do nothing
 * @param data folder in which the node keeps its state
 * @param after what becomes of a real recovery that is complete
 * @param sets {@code PID:key=value}
 */
record RecoverOptions(String file, boolean drill, boolean noop, Path data, After after, List<String> sets) {
    static final String USAGE =
            "patchbay recover FILE [--drill] [--handlers noop] [--confirm | --rollback] [--data DIR] [--set PID:key=value]…";
    private static final List<String> NAMED = List.of("--handlers", "--data", "--set", "--zookeeper");
    private static final List<String> FLAGS = List.of("--drill", "--confirm", "--rollback");
    private static final String SET = "[A-Za-z0-9_.~-]+:[A-Za-z0-9_.~-]+=.*";
    private static final String SERVERS = "[A-Za-z0-9._-]+:\\d{1,5}(,[A-Za-z0-9._-]+:\\d{1,5})*";

    /** What becomes of a real recovery that is complete. */
    enum After {
        /** It stays as it is, for an operator to decide. */
        NOTHING,
        /** What reached goals need stays for good. */
        CONFIRM,
        /** Everything is undone. */
        ROLLBACK
    }

    /** @throws UsageException if an option is unknown, or its value is bad */
    static RecoverOptions parse(List<String> arguments) throws UsageException {
        Options options = new Options(arguments, NAMED, FLAGS, true);
        if (options.operands().size() != 1) {
            throw new UsageException("recover is written: " + USAGE);
        }
        boolean confirm = options.has("--confirm");
        boolean rollback = options.has("--rollback");
        if (Stream.of(options.has("--drill"), confirm, rollback)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw new UsageException("only one of --drill, --confirm and --rollback can be meant");
        }
        options.value("--handlers", "noop", "noop");
        List<String> sets = new ArrayList<>(options.values("--set"));
        if (!sets.stream().allMatch(set -> set.matches(SET))) {
            throw new UsageException("--set must read PID:key=value");
        }
        options.value("--zookeeper", SERVERS, "HOST:PORT,…")
                .ifPresent(servers -> sets.add("io.patchbay.coordination:connectString=" + servers));
        return new RecoverOptions(
                options.operands().get(0),
                options.has("--drill"),
                options.value("--handlers").isPresent(),
                Path.of(options.value("--data").orElse("data")).toAbsolutePath().normalize(),
                confirm ? After.CONFIRM : rollback ? After.ROLLBACK : After.NOTHING,
                List.copyOf(sets));
    }
}
