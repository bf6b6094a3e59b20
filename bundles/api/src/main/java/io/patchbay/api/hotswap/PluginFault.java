package io.patchbay.api.hotswap;

/**
 * What a plug-in did wrong.
 *
 * @param reason in which way
 * @param text what exactly, one line, at most some 200 characters
 */
public record PluginFault(FaultReason reason, String text) {}
