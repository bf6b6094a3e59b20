package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.resource.Route;
import java.util.Map;

/** Routes as the network service has them. Stateless. */
final class Routes {
    private Routes() {}

    static Map<String, Object> json(Route route) {
        return Map.of("destination", route.destination(), "nexthop", route.nexthop());
    }
}
