package io.patchbay.coordination.internal;

/**
 * Where the paths of a cluster begin. Immutable.
 *
 * @param name without slashes at its ends; empty if paths are what they are
 */
record Namespace(String name) {
    /** The path in ZooKeeper. */
    String full(String path) {
        return name.isEmpty() ? path : "/" + name + path;
    }

    /** The path in the cluster. */
    String within(String full) {
        return name.isEmpty() ? full : full.substring(name.length() + 1);
    }
}
