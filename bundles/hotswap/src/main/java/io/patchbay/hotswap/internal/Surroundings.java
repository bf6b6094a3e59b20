package io.patchbay.hotswap.internal;

import java.util.function.Supplier;

/** What every switch needs of the switchboard. Immutable. */
record Surroundings(
        OneThread thread,
        BoundedCalls calls,
        PluginInstances instances,
        Supplier<Settings> settings,
        Pins pins,
        Supplier<JarEvents> jars,
        Runnable changed) {}
