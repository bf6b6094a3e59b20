package io.patchbay.api.placement;

import java.util.Iterator;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The workers that a strategy may choose from: available and matching, in the order in which they joined, at least one. A view
 * of the engine's index that costs nothing to hand out: valid only inside the call it was given to, on that call's thread.
 * Every method throws {@link IllegalStateException} once the decision has been given up or is over.
 */
@ProviderType
public interface Candidates extends Iterable<Worker> {
    /** How many; 1 or more. */
    int size();

    /** The one that joined first. O(log n). */
    Worker first();

    /**
     * The one at a position in join order. O(log n).
     *
     * @throws IndexOutOfBoundsException if {@code index} is not within 0 and {@link #size()} - 1
     */
    Worker at(int index);

    /** The next one in join order, the first after the last; of a worker that is no candidate, the first. O(log n). */
    Worker after(Worker worker);

    /** Whether the worker is among them. */
    boolean contains(Worker worker);

    /** The one with the least load; of equals the one that joined first. */
    Worker leastLoaded();

    /** The one with the most load; of equals the one that joined last. */
    Worker mostLoaded();

    /** All of them in join order. O(n): for strategies that must weigh every one. */
    @Override
    Iterator<Worker> iterator();
}
