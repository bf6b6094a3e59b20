package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import java.util.List;

/** The networks that lead out of a cloud: plans name them, the API wants their ids. Stateless. */
final class ExternalNetworks {
    private static final int MOST_TOLD = 10;

    private ExternalNetworks() {}

    static String idOf(Service network, String name, String cloud) throws OpenStackException, InterruptedException {
        List<JsonNode> named = NetworkResource.NETWORK.list(network, "router:external", "true", "name", name);
        if (named.size() == 1) {
            return NetworkResource.idOf(named.get(0));
        }
        if (named.size() > 1) {
            throw OpenStackException.of(
                    Kind.BAD_REQUEST,
                    "cloud " + cloud + " has " + named.size() + " external networks named '" + name
                            + "': which is meant cannot be told");
        }
        String others = String.join(
                ", ",
                NetworkResource.NETWORK.list(network, "router:external", "true").stream()
                        .map(other -> other.path("name").asText())
                        .limit(MOST_TOLD)
                        .toList());
        throw OpenStackException.of(
                Kind.BAD_REQUEST,
                "cloud " + cloud + " has no external network '" + name + "'; there is: "
                        + (others.isEmpty() ? "none" : others));
    }
}
