package io.patchbay.storage;

/**
 * A release that a node wants held.
 *
 * @param version names it
 * @param manifest the SHA-256 of its manifest
 * @param manifestBytes the length of that
 */
record Wanted(String version, String manifest, long manifestBytes) {}
