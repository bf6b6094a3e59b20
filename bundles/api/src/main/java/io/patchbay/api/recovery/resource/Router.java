package io.patchbay.api.recovery.resource;

import java.util.List;
import java.util.Optional;

/**
 * What leads from subnets to subnets, and out.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param internalRoutingInterfaces the subnets that it joins
 * @param externalRoutingInterfaces where it leads out
 * @param extraRoutes further routes
 * @param state how it is to be left; absent: up
 */
public record Router(
        String id,
        String name,
        Optional<String> description,
        List<InternalInterface> internalRoutingInterfaces,
        List<ExternalInterface> externalRoutingInterfaces,
        List<Route> extraRoutes,
        Optional<RouterState> state) {
    /** Copies the lists. */
    public Router {
        Checks checks = new Checks();
        checks.identifier("id", id);
        internalRoutingInterfaces = List.copyOf(internalRoutingInterfaces);
        externalRoutingInterfaces = List.copyOf(externalRoutingInterfaces);
        extraRoutes = List.copyOf(extraRoutes);
        checks.finish();
    }
}
