package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.support.openstack.OpenStackException;
import java.util.Optional;

/** Handlers that delete: to delete twice is to delete once, so that there is nothing to look for. Immutable. */
abstract class DeletingHandler<I extends Record> extends CloudHandler<I> {
    DeletingHandler(OpenStack openStack, Class<I> input) {
        super(openStack, input);
    }

    /** Deletes it; that it is gone already is well. */
    abstract void delete(Work<I> work) throws OpenStackException, TaskFailedException, InterruptedException;

    @Override
    final Optional<Output> lookFor(Work<I> work) {
        return Optional.empty();
    }

    @Override
    final Output carryOut(Work<I> work) throws OpenStackException, TaskFailedException, InterruptedException {
        delete(work);
        return Output.NONE;
    }
}
