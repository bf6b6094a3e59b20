package io.patchbay.placement.internal;

/**
 * The plug-ins that configuration names for one purpose.
 *
 * @param scheduler name of the scheduler
 * @param matcher name of the matcher
 * @param strategy name of the strategy
 */
record PluginNames(String scheduler, String matcher, String strategy) {}
