package io.patchbay.api.placement;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The ledger of one purpose, as a scheduler sees it during one call. Every method throws {@link IllegalStateException} once
 * that call is over or has been given up.
 */
@ProviderType
public interface LedgerView {
    /** The task of that name, if it is bound to a worker (which may be gone). */
    Optional<PlacedTask> task(String name);

    /**
     * Whether any worker is available: its reported load is strictly below its maximum, its state is ready, and if it counts
     * seats, as many are free as the request takes.
     */
    boolean anyAvailable();

    /**
     * The available workers that the purpose's matcher prefers, else those that fit.
     *
     * @return empty if there are none
     */
    Optional<Candidates> candidates(Preference preference);

    /**
     * Has the purpose's strategy choose.
     *
     * @param request the request being decided
     * @param candidates what {@link #candidates} answered in this call
     * @return the choice, or empty if the strategy refused them all
     */
    Optional<Worker> choose(ScheduleRequest request, Candidates candidates);

    /** How long to reserve where nobody said, in milliseconds ({@code io.patchbay.placement: reserveMillis}). */
    long defaultReserveMillis();
}
