package io.patchbay.api.recovery.resource;

/** Whether a router passes packets on. */
public enum RouterState {
    UP,
    DOWN
}
