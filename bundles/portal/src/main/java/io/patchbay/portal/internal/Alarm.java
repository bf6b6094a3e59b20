package io.patchbay.portal.internal;

/** Something that will happen later unless it is cancelled. */
@FunctionalInterface
public interface Alarm {
    /** An alarm that never rings. */
    Alarm NONE = () -> {};

    /** Has it not happen, if it has not happened yet. */
    void cancel();
}
