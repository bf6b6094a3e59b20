package io.patchbay.sandbox.plan;

import io.patchbay.sandbox.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ranges of networks that lead out, by the addresses that a plan wants of them. Confined to one thread. */
final class Ranges {
    private static final String ELSEWHERE = "198.18.0.0/24";

    private final Map<String, Set<String>> wanted = new TreeMap<>();

    /** Notes a network, and perhaps an address that somebody wants of it. */
    void add(String network, Optional<String> address) {
        Set<String> ranges = wanted.computeIfAbsent(network, missing -> new TreeSet<>());
        address.ifPresent(text -> ranges.add(around(text)));
    }

    Set<String> names() {
        return wanted.keySet();
    }

    /** First the range for whoever names no address, which nobody has named one of. */
    List<String> of(String network) {
        Set<String> named = wanted.get(network);
        List<String> ranges = new ArrayList<>();
        ranges.add(named.contains(Site.RANGE) ? ELSEWHERE : Site.RANGE);
        ranges.addAll(named);
        return ranges;
    }

    /** All that differs from an address of IP version 4 in the last number only; all that is likely on one link, of version 6. */
    private static String around(String address) {
        return address.contains(":") ? address + "/64" : address.substring(0, address.lastIndexOf('.')) + ".0/24";
    }
}
