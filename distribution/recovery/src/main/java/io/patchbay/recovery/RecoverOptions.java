package io.patchbay.recovery;

import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to carry out a plan. Immutable.
 *
 * @param file the plan
 * @param drill whether it is a drill, which is undone when it is over
 * @param noop whether handlers are used that do nothing
 * @param sandbox whether the sandbox is used, whatever clouds are named
 * @param conf folder of the node's configuration, and of the clouds; the distribution's if empty
 * @param playing whether the sandbox is used because no cloud is named
 * @param data folder in which the node keeps its state
 * @param after what becomes of a real recovery that is complete
 * @param sets {@code PID:key=value}
 */
record RecoverOptions(
        String file,
        boolean drill,
        boolean noop,
        boolean sandbox,
        boolean playing,
        Optional<Path> conf,
        Path data,
        After after,
        List<String> sets) {
    static final String USAGE =
            "patchbay recover FILE [--drill] [--sandbox | --handlers noop] [--confirm | --rollback] [--conf DIR] [--data DIR]"
                    + " [--zookeeper HOST:PORT,…] [--set PID:key=value]…";
    private static final List<String> NAMED = List.of("--handlers", "--conf", "--data", "--set", "--zookeeper");
    private static final List<String> FLAGS = List.of("--drill", "--sandbox", "--confirm", "--rollback");
    private static final String SET = "[A-Za-z0-9_.~-]+:[A-Za-z0-9_.~-]+=.*";
    private static final String SERVERS = "[A-Za-z0-9._-]+:\\d{1,5}(,[A-Za-z0-9._-]+:\\d{1,5})*";

    private static final String SERVERS_SET = "io.patchbay.coordination:connectString=";

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
        if (options.has("--sandbox") && options.value("--handlers").isPresent()) {
            throw new UsageException("--sandbox and --handlers noop cannot both be meant: the latter need no cloud");
        }
        List<String> sets = new ArrayList<>(options.values("--set"));
        if (!sets.stream().allMatch(set -> set.matches(SET))) {
            throw new UsageException("--set must read PID:key=value");
        }
        options.value("--zookeeper", SERVERS, "HOST:PORT,…").ifPresent(servers -> sets.add(SERVERS_SET + servers));
        RecoverOptions parsed = new RecoverOptions(
                options.operands().get(0),
                options.has("--drill"),
                options.value("--handlers").isPresent(),
                options.has("--sandbox"),
                false,
                conf(options),
                Path.of(options.value("--data").orElse("data")).toAbsolutePath().normalize(),
                confirm ? After.CONFIRM : rollback ? After.ROLLBACK : After.NOTHING,
                List.copyOf(sets));
        if (parsed.sandbox() && parsed.shared()) {
            throw new UsageException("--sandbox is of this process alone: nodes of a --zookeeper cannot work on it");
        }
        return parsed;
    }

    private static Optional<Path> conf(Options options) throws UsageException {
        Optional<Path> conf = options.value("--conf")
                .map(name -> Path.of(name).toAbsolutePath().normalize());
        if (conf.isPresent() && !Files.isDirectory(conf.get())) {
            throw new UsageException("--conf " + conf.get() + " is no folder");
        }
        return conf;
    }

    /** The folder of the configuration that counts. */
    Path confIn(Path home) {
        return conf.orElseGet(() -> home.resolve("conf"));
    }

    /** Whether other nodes work together with this one. */
    boolean shared() {
        return sets.stream().anyMatch(set -> set.startsWith(SERVERS_SET) && !set.equals(SERVERS_SET));
    }

    /** The same in a sandbox, with its state in another folder, and other settings. */
    RecoverOptions inSandbox(Path folder, List<String> settings) {
        return new RecoverOptions(file, drill, noop, sandbox, !sandbox, conf, folder, after, List.copyOf(settings));
    }

    /** Whether everything is undone in the end. */
    boolean undoes() {
        return drill || after == After.ROLLBACK;
    }
}
