package io.patchbay.api.placement;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is reserved and not picked up yet, for operators. Thread-safe; callers may use any thread. A stage completes within a bound
 * and normally, and dependent actions must not block. Only the node that leads has something to tell.
 */
@ProviderType
public interface Reservations {
    /** The most that are listed at once. */
    int MAX_LISTED = 1_000;

    /**
     * Some reservations, and how many there are.
     *
     * @param count how many there are in all
     * @param soonest those that end soonest, the first one first; unmodifiable
     */
    record Listing(long count, List<Reservation> soonest) {
        /** Nothing is reserved. */
        public static final Listing NONE = new Listing(0, List.of());

        /** @throws IllegalArgumentException if more are listed than there are */
        public Listing {
            soonest = List.copyOf(soonest);
            if (soonest.size() > count) {
                throw new IllegalArgumentException(soonest.size() + " reservations are listed of " + count);
            }
        }
    }

    /**
     * The reservations that end soonest. Where very many of one purpose end within the same half minute or so, only some
     * thousands of them are looked at, and those that end soonest among them are listed.
     *
     * @param purpose of which workers; empty for all
     * @param limit how many to list at most, 1 to {@value #MAX_LISTED}
     * @return nothing while this node does not lead, or if no worker of that purpose ever joined
     * @throws IllegalArgumentException if the limit is out of range
     */
    CompletionStage<Listing> endingSoonest(Optional<String> purpose, int limit);
}
