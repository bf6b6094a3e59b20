package io.patchbay.migrator.internal.reference;

import io.patchbay.api.recovery.type.Shape;
import java.util.Optional;

/** What a reference may point into. */
sealed interface Document {
    /**
     * One that is there.
     *
     * @param name the task whose output it is; empty: the record of the task that is asked for
     * @param root its value
     * @param live whether references in it are followed; else they are data
     */
    record Known(String name, Object root, boolean live) implements Document {}

    /**
     * An output that will be there once its task has run.
     *
     * @param shape what the place that is meant will look like, if that is known
     */
    record Expected(Optional<Shape> shape) implements Document {}

    /** Finds documents. Called on the resolver's thread. */
    interface Source {
        /**
         * The document that a reference means.
         *
         * @param reference one that names a task
         * @throws UnresolvableException if there is none, or it may not be referred to
         */
        Document of(Reference reference) throws UnresolvableException;
    }
}
