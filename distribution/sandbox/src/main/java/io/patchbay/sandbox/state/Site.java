package io.patchbay.sandbox.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cloud has before anybody makes anything in it. Immutable.
 *
 * @param external the networks that lead out: their ranges, by name. Of the first, {@code A.B.C.0/24}, whoever names no address is
 *     given one; the others of IP version 4 are for those who name theirs
 * @param volumeTypes names of types of volumes, besides those of the pools
 * @param zones names of the availability zones; the first is taken where none is named
 * @param flavors whether there are some
 */
public record Site(Map<String, List<String>> external, List<String> volumeTypes, List<String> zones, boolean flavors) {
    /** The name of the zone that every cloud has. */
    public static final String ZONE = "nova";

    /** The range from which addresses are given that nobody has named. */
    public static final String RANGE = "198.51.100.0/24";

    /** What a new cloud has. */
    public static final Site USUAL = new Site(Map.of("public", List.of(RANGE)), List.of(), List.of(ZONE), true);

    private static final String FIRST = "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.0/24";

    /** @throws IllegalArgumentException if there is no zone, or no range of a network that leads out */
    public Site {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        external.forEach((name, ranges) -> copy.put(name, List.copyOf(ranges)));
        external = Collections.unmodifiableMap(copy);
        volumeTypes = List.copyOf(volumeTypes);
        zones = List.copyOf(zones);
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("there must be a zone");
        }
        external.forEach((name, ranges) -> {
            if (ranges.isEmpty() || !ranges.get(0).matches(FIRST)) {
                throw new IllegalArgumentException(
                        "the first range of network " + name + " must read A.B.C.0/24 but they are " + ranges);
            }
        });
    }

    /** Whether there is the zone that somebody names, with a host behind a colon or without. */
    public boolean hasZone(String named) {
        return zones.contains(zoneOf(named));
    }

    /** The zone of what somebody names; the usual one if nobody names any. */
    public String zoneOf(String named) {
        int colon = named.indexOf(':');
        String zone = colon < 0 ? named : named.substring(0, colon);
        return zone.isEmpty() ? zones.get(0) : zone;
    }
}
