package io.patchbay.api.recovery.resource;

/** Which packets a rule lets pass: those that reach an instance, or those that leave it. */
public enum RuleDirection {
    INGRESS,
    EGRESS
}
