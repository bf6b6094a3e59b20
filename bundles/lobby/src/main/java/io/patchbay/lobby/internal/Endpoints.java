package io.patchbay.lobby.internal;

import io.patchbay.api.placement.WorkerInfo;

/** Where clients reach a worker. No state. */
public final class Endpoints {
    private Endpoints() {}

    /** The proxy in front of it, else its own name or address. */
    public static String of(WorkerInfo info) {
        if (!info.viaHost().isEmpty()) {
            return info.viaHost();
        }
        String host = info.hostname().isEmpty() ? info.ip() : info.hostname();
        String written = host.contains(":") ? "[" + host + "]" : host;
        return (info.ssl() ? "wss://" : "ws://") + written + (info.port() == 0 ? "" : ":" + info.port());
    }
}
