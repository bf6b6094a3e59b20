package io.patchbay.rest.internal.recovery;

/** Bounds of the streams by which clients follow recovery jobs, asked whenever one is needed. Thread-safe. */
public interface StreamLimits {
    /** How many clients may follow at once. */
    int maxJobStreams();

    /** How long a client may read nothing of what is sent to it. */
    long jobStreamTimeoutMillis();
}
