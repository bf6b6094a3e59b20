package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.Map;
import java.util.Optional;

/**
 * Handlers that make one resource of the network service in one request. An administrator makes it for the project, so that one token
 * does for all projects, and that it can be deleted whatever has become of the project. Immutable.
 */
abstract class MarkedHandler<I extends Record> extends CloudHandler<I> {
    private final NetworkResource resource;

    MarkedHandler(OpenStack openStack, Class<I> input, NetworkResource resource) {
        super(openStack, input);
        this.resource = resource;
    }

    /** What the plan says about it, in words. */
    abstract Optional<String> words(I input);

    /** The fields that it is made with, besides its description. */
    abstract Map<String, Object> fields(Work<I> work) throws OpenStackException, InterruptedException;

    /** What dependents may refer to. */
    abstract Output output(I input, JsonNode resource);

    @Override
    final Optional<Output> lookFor(Work<I> work) throws OpenStackException, InterruptedException {
        return resource.oldest(network(work), description(work)).map(there -> output(work.input(), there));
    }

    @Override
    Output carryOut(Work<I> work) throws OpenStackException, InterruptedException {
        Optional<Output> begun = work.attempt().number() > 1 ? lookFor(work) : Optional.empty();
        return begun.isPresent()
                ? begun.get()
                : output(work.input(), resource.make(network(work), description(work), fields(work)));
    }

    final String description(Work<I> work) {
        return work.mark().describing(words(work.input()));
    }

    static Service network(Work<?> work) {
        return work.cloud().admin().network();
    }
}
