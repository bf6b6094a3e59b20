package io.patchbay.api.placement;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides recorded decisions again, by a plug-in that need not serve. Thread-safe; every stage completes, within a bound, and
 * normally. Nothing comes of it for anybody. Only the node that leads has something to replay.
 */
@ProviderType
public interface Replays {
    /** The kinds of plug-ins that can be replayed. */
    Set<String> KINDS = Set.of("scheduler", "matcher", "strategy");

    /** Decides the last decisions of a purpose again; all others that take part in them are those that serve now. */
    CompletionStage<ReplayAnswer> replay(ReplayRequest request);
}
