package io.patchbay.api.lobby;

/**
 * What a play server is asked for.
 *
 * @param id of the order
 * @param match that one more observer is wanted for
 */
public record ObserverOrder(String id, String match) {}
