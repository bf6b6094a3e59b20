package io.patchbay.api.lobby;

/**
 * A release as an operator sees it.
 *
 * @param version names it
 * @param publishedMillis when it was published, in milliseconds since the epoch
 * @param files how many files it has
 * @param bytes how many bytes these have
 * @param manifest the SHA-256 of the manifest's text
 * @param manifestBytes the length of that text
 * @param signature base64 of the Ed25519 signature of that text
 * @param current whether clients are to have it
 */
public record ReleaseStatus(
        String version,
        long publishedMillis,
        int files,
        long bytes,
        String manifest,
        int manifestBytes,
        String signature,
        boolean current) {}
