package io.patchbay.api.recovery.resource;

/** Which kind of packets a rule is about. */
public enum EtherType {
    IPV4,
    IPV6
}
