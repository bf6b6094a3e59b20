package io.patchbay.rest.internal.http;

/** The bounds of requests as they are configured now. */
public interface Limits {
    long maxBodyBytes();

    long maxReportBytes();

    long maxJobBytes();

    long maxRestoreBytes();

    long maxJarBytes();

    long maxReleaseBytes();

    long requestTimeoutMillis();

    long backupTimeoutMillis();

    /** How many requests may be under way at once. */
    int maxRequestsAtOnce();
}
