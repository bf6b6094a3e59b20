package io.patchbay.hotswap.internal;

/**
 * A plug-in as operators and the files under DATA name it. Immutable.
 *
 * @param kind of its extension point
 * @param name its own
 */
record PluginKey(String kind, String name) {
    /** For messages and {@code state.json}: {@code strategy 'x'}. */
    @Override
    public String toString() {
        return kind + " '" + name + "'";
    }
}
