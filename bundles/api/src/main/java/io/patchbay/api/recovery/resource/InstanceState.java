package io.patchbay.api.recovery.resource;

/** How an instance is. */
public enum InstanceState {
    RUNNING,
    STOPPED
}
