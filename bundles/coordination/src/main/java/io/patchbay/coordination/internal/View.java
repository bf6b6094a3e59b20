package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Member;
import java.util.List;
import java.util.Optional;

/**
 * What this node knows of its cluster. Immutable.
 *
 * @param connected whether the connection to ZooKeeper is up
 * @param members the nodes that were alive when it was last up
 * @param leader the node that leads; empty while that is not known
 * @param blockedBy what keeps this node from taking part
 */
record View(boolean connected, List<Member> members, Optional<Member> leader, Optional<String> blockedBy) {
    static View before(String reason) {
        return new View(false, List.of(), Optional.empty(), Optional.of(reason));
    }

    View disconnected(String reason) {
        return new View(false, members, Optional.empty(), Optional.of(reason));
    }

    View blocked(String reason) {
        return new View(connected, members, leader, Optional.of(reason));
    }
}
