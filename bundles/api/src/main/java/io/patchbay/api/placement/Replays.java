package io.patchbay.api.placement;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was decided lately, and why; and the same decided again, by a plug-in that need not serve. Thread-safe; every stage completes, within a bound, and
 * normally. Nothing comes of it for anybody. Only the node that leads has something to replay.
 */
@ProviderType
public interface Replays {
    /** The kinds of plug-ins that can be replayed. */
    Set<String> KINDS = Set.of("scheduler", "matcher", "strategy");

    /** Decides the last decisions of a purpose again; all others that take part in them are those that serve now. */
    CompletionStage<ReplayAnswer> replay(ReplayRequest request);

    /**
     * The last decisions of a purpose, newest first; none while this node does not lead.
     *
     * @param last how many of the last ones, 1 to {@value ReplayRequest#MAX_LAST}; there may be fewer
     */
    CompletionStage<List<PastDecision>> decisions(String purpose, int last);

    /**
     * Why a decision came out as it did: each worker with the load that it had then, judged by the plug-ins that serve now. The
     * outcome is the recorded one.
     *
     * @param number which decision of the purpose
     * @return empty if it is not recorded any more
     */
    CompletionStage<Optional<Explanation>> explain(String purpose, long number);
}
