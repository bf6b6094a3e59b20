package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a {@link TaskHandler} must hold to. It acts on the outside world: only its author knows an input with which it may be
 * called. Immutable.
 */
final class HandlerChecks {
    private static final List<Attributes> UNFIT = List.of(Attributes.NONE, Attributes.of("no-such-member", List.of()));

    private final Supplier<TaskHandler> plugins;
    private final Supplier<Attributes> inputs;

    private HandlerChecks(Supplier<TaskHandler> plugins, Supplier<Attributes> inputs) {
        this.plugins = plugins;
        this.inputs = inputs;
    }

    /** For those who do not know what it may be asked. */
    static List<Check> of(Supplier<TaskHandler> plugins) {
        return List.of(new Check("can be made", () -> {
            TaskHandler unused = plugins.get(); // or it throws
        }));
    }

    /** @param inputs with which it may be called */
    static List<Check> of(Supplier<TaskHandler> plugins, Supplier<Attributes> inputs) {
        HandlerChecks checks = new HandlerChecks(plugins, inputs);
        return List.of(
                new Check("makes nothing twice for one key", checks::makesItOnce),
                new Check("does as much on any node", checks::keepsNothing),
                new Check("fails as tasks do, whatever the input", checks::failsInOrder));
    }

    private void makesItOnce() throws InterruptedException {
        TaskHandler handler = plugins.get();
        requireSame(handler, handler);
    }

    /** Another node has an instance of its own. */
    private void keepsNothing() throws InterruptedException {
        requireSame(plugins.get(), plugins.get());
    }

    private void requireSame(TaskHandler first, TaskHandler second) throws InterruptedException {
        TrialAttempt attempt = TrialAttempt.of(inputs.get());
        Output made = call("perform", () -> first.perform(attempt));
        TrialAttempt again = attempt.again();
        Optional<Output> found = call("find", () -> second.find(again));
        Output repeated = found.isPresent() ? found.get() : call("perform", () -> second.perform(again));
        if (!made.values().equals(repeated.values())) {
            throw new BrokenContract(
                    "a first attempt made " + made.values() + ", and one with the same idempotency key "
                            + (found.isPresent() ? "found " : "made ") + repeated.values()
                            + ": a node may die before it has committed, and another goes on");
        }
    }

    private void failsInOrder() throws InterruptedException {
        TaskHandler handler = plugins.get();
        for (Attributes input : UNFIT) {
            TrialAttempt attempt = TrialAttempt.of(input);
            callOrFail("find", () -> handler.find(attempt));
            callOrFail("perform", () -> handler.perform(attempt));
        }
    }

    /** A call of a handler. */
    private interface Call<T> {
        T make() throws TaskFailedException, InterruptedException;
    }

    private static <T> T call(String what, Call<T> call) throws InterruptedException {
        return callOrFail(what, call)
                .orElseThrow(() -> new BrokenContract(what + " failed, with an input that its test gives"));
    }

    /** Empty if the task fails, as tasks may. */
    private static <T> Optional<T> callOrFail(String what, Call<T> call) throws InterruptedException {
        try {
            return Optional.of(
                    Optional.ofNullable(call.make()).orElseThrow(() -> new BrokenContract(what + " answered null")));
        } catch (TaskFailedException failed) {
            return Optional.empty();
        } catch (RuntimeException thrown) {
            throw new BrokenContract(what + " threw " + Asker.describe(thrown)
                    + "\n  what a task cannot do is a TaskFailedException, which says whether to try again");
        }
    }
}
