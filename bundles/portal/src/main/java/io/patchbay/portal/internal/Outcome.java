package io.patchbay.portal.internal;

/**
 * What came of a call of a plug-in; whatever was wrong has been counted. Immutable.
 *
 * @param <T> what the plug-in answers with
 */
public sealed interface Outcome<T> {
    /** It has answered. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It threw, or was not called because it does not come back from earlier calls. */
    record Failed<T>() implements Outcome<T> {}

    /**
     * It took too long, and may still be at it.
     *
     * @param told whether whoever was to be told of that has been told meanwhile
     */
    record GivenUp<T>(boolean told) implements Outcome<T> {}
}
