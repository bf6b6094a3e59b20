package io.patchbay.api.store;

/**
 * A release without its manifest.
 *
 * @param version names it; at most 64 characters
 * @param publishedMillis when it was published, in milliseconds since the epoch
 * @param files how many files it has
 * @param bytes how many bytes these have
 * @param manifest the SHA-256 of the manifest's text in UTF-8, 64 hex digits
 * @param manifestBytes the length of that text in UTF-8
 * @param signature of that text
 * @param current whether it is the current one; of all at most one is
 */
public record ReleaseRecord(
        String version,
        long publishedMillis,
        int files,
        long bytes,
        String manifest,
        int manifestBytes,
        String signature,
        boolean current) {}
