package io.patchbay.api.lobby;

/**
 * An observer as an operator sees it.
 *
 * @param observer what its launcher knows of it
 * @param endpoint where spectators reach it; empty while it has not joined
 * @param spectators how many seats are taken or kept
 * @param seats how many it has; 0 while it has not joined
 */
public record ObserverStatus(RunningObserver observer, String endpoint, int spectators, int seats) {}
