package io.patchbay.api.portal;

import io.patchbay.api.store.Token;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the sessions of this node went through, from token to leave: of those that are open, and for some minutes of those that are
 * over and of tokens that nobody came with. In memory, and bounded. Thread-safe; no method blocks.
 */
@ProviderType
public interface Timelines {
    /**
     * A token was issued here. Called by whoever issues tokens, on any thread, once the token is stored; costs next to nothing.
     *
     * @param portal id of the worker that is reserved for its client
     * @param reservedAtMillis when that was, in milliseconds since the epoch
     */
    void issued(Token token, String portal, long reservedAtMillis);

    /** Some timelines, those in which something happened last first; looks at every one, and copies those only that it gives. */
    List<Timeline> timelines(TimelineQuery query);

    /**
     * One timeline.
     *
     * @param id of the participant, or the name of the portal's task
     */
    Optional<Timeline> timeline(String id);
}
