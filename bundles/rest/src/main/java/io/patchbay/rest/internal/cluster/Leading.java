package io.patchbay.rest.internal.cluster;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.node.Node;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import java.util.Optional;

/** Sends those who ask another node than the leader on to the leader. Thread-safe; does not block. */
public final class Leading {
    private final Cluster cluster;
    private final Node node;

    public Leading(Cluster cluster, Node node) {
        this.cluster = cluster;
        this.node = node;
    }

    /** Where to ask instead; empty if this node leads. */
    Optional<Answer> elsewhere(Call call) {
        Optional<Member> leader = cluster.leader();
        if (leader.isEmpty()) {
            return Optional.of(notReady());
        }
        if (leader.get().node().equals(node.name())) {
            return Optional.empty();
        }
        String url = leader.get().url().toString();
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return Optional.of(Answer.empty(307).with("Location", base + call.target()));
    }

    /** The answer of a node that was thought to lead and does not. */
    static Answer notReady() {
        return ProblemCode.NOT_READY.answer("cluster manager is not ready.");
    }
}
