package io.patchbay.api.placement;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which workers can serve a preference. Register it as a service with the property {@value #NAME}; configuration names
 * the one that serves a purpose.
 *
 * <p>Must be pure: the same preference and worker always get the same answer, whatever happened before, because the engine
 * caches it. Called on engine threads, several at once, within the time budget of a decision; must not block.
 */
@ConsumerType
public interface Matcher {
    /** Service property: the name by which configuration asks for this matcher. */
    String NAME = "patchbay.name";

    /**
     * Judges one worker.
     *
     * @param preference what the client asks for; {@link Preference#NONE} if nothing
     * @param worker what the worker said of itself
     * @return the verdict, never null
     */
    Fit fit(Preference preference, WorkerInfo worker);

    /**
     * Explains a verdict to an operator; only asked by explain, never by a decision.
     *
     * @return one short sentence without a full stop, for example {@code region north is among its regions}
     */
    default String why(Preference preference, WorkerInfo worker) {
        return fit(preference, worker).name().toLowerCase(java.util.Locale.ROOT);
    }
}
