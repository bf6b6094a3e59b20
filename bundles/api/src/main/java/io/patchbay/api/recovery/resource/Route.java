package io.patchbay.api.recovery.resource;

/**
 * Where packets for a range of addresses go.
 *
 * @param destination the range, as {@code 10.1.0.0/16}
 * @param nexthop address of the next router
 */
public record Route(String destination, String nexthop) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Route {
        Checks checks = new Checks();
        checks.range("destination", destination);
        checks.address("nexthop", nexthop);
        checks.finish();
    }
}
