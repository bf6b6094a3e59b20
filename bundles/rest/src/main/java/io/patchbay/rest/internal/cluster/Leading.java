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
        return Optional.of(Answer.empty(307).with("Location", urlOf(leader.get()) + call.target()));
    }

    /** What a client is told where this node turned out not to lead: it may have lost its nodes, so it learns when to ask again. */
    public Answer notLeading(Call call) {
        Optional<Member> other =
                cluster.leader().filter(leader -> !leader.node().equals(node.name()));
        return other.map(leader -> ProblemCode.NOT_LEADING
                        .answer(
                                "Another node leads: " + urlOf(leader) + ".",
                                json -> json.writeStringField("leader", urlOf(leader)))
                        .with("Location", urlOf(leader) + call.target()))
                .orElseGet(Leading::notReady);
    }

    /** The same, empty if this node leads. */
    public Optional<Answer> unlessHere(Call call) {
        boolean here = cluster.leader()
                .filter(leader -> leader.node().equals(node.name()))
                .isPresent();
        return here ? Optional.empty() : Optional.of(notLeading(call));
    }

    private static String urlOf(Member leader) {
        String url = leader.url().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The answer of a node that was thought to lead and does not. */
    static Answer notReady() {
        return ProblemCode.NOT_READY.answer("cluster manager is not ready.");
    }
}
