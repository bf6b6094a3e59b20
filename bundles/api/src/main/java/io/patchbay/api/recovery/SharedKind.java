package io.patchbay.api.recovery;

/** Resources that several jobs may need at once: made by the first, deleted when nobody holds them any more. */
public enum SharedKind {
    TENANT,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
    SPEC,
    NETWORK,
    SUBNET,
    ROUTER,
    KEYPAIR
}
