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

    /**
     * Some timelines, those in which something happened last first.
     *
     * @param room only those of this room; empty for all
     * @param text only those whose user, participant, room, role or task has it in it, in small or large letters; empty for all
     * @param most how many at most, 1 or more
     */
    List<Timeline> timelines(Optional<String> room, String text, int most);

    /**
     * One timeline.
     *
     * @param id of the participant, or the name of the portal's task
     */
    Optional<Timeline> timeline(String id);
}
