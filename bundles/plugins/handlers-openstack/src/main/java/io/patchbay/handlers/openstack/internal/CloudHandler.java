package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.util.Optional;

/**
 * What the handlers have in common: the input as a record, the cloud by its name, and errors of the cloud as reasons of a task.
 * Immutable, hence thread-safe; all that lasts is in the cloud.
 */
abstract class CloudHandler<I extends Record> implements TaskHandler {
    private final OpenStack openStack;
    private final Class<I> input;

    CloudHandler(OpenStack openStack, Class<I> input) {
        this.openStack = openStack;
        this.input = input;
    }

    /**
     * What an earlier attempt at the same task has made.
     *
     * @return empty if it is not there, or not whole: {@link #carryOut} goes on with it
     */
    abstract Optional<Output> lookFor(Work<I> work)
            throws OpenStackException, TaskFailedException, InterruptedException;

    /** Does the task, or what an earlier attempt has left of it to do. */
    abstract Output carryOut(Work<I> work) throws OpenStackException, TaskFailedException, InterruptedException;

    @Override
    public final Optional<Output> find(Attempt attempt) throws TaskFailedException, InterruptedException {
        return guarded(attempt, this::lookFor);
    }

    @Override
    public final Output perform(Attempt attempt) throws TaskFailedException, InterruptedException {
        return guarded(attempt, this::carryOut);
    }

    private interface Step<I, T> {
        T take(Work<I> work) throws OpenStackException, TaskFailedException, InterruptedException;
    }

    private <T> T guarded(Attempt attempt, Step<I, T> step) throws TaskFailedException, InterruptedException {
        I read = read(attempt);
        AttemptEvent event = AttemptEvent.begun(attempt);
        try {
            return step.take(new Work<>(attempt, read, openStack.cloud(attempt.cluster())));
        } catch (IllegalArgumentException unfit) { // the input is right, so it is from what the cloud has answered
            throw OpenStackException.of(
                            Kind.BAD_ANSWER, "what the cloud answered makes no sense: " + unfit.getMessage(), unfit)
                    .asTaskFailure(attempt.type());
        } catch (OpenStackException failed) {
            throw failed.asTaskFailure(attempt.type());
        } finally {
            event.commit();
        }
    }

    private I read(Attempt attempt) throws TaskFailedException {
        try {
            return Records.read(input, attempt.input());
        } catch (IllegalArgumentException unfit) {
            throw TaskFailedException.permanent(
                    new Message(attempt.type() + ".input", "the input does not fit: " + unfit.getMessage()), unfit);
        }
    }

    /** What was made, as dependents see it. */
    static Output made(TaskOutput output) {
        return Output.of(Records.write((Record) output));
    }

    /** What was made, with something to tell. */
    static Output made(TaskOutput output, Message message) {
        return new Output(made(output).values(), Optional.of(message));
    }
}
