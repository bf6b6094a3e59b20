package io.patchbay.rest.internal.owt;

import io.patchbay.api.placement.WorkerInfo;

/**
 * Where a client connects (owt-server 1.5).
 *
 * @param host name or address, and port
 * @param secure whether by TLS
 */
record Endpoint(String host, boolean secure) {
    private static final int HTTPS = "https://".length();
    private static final int HTTP = "http://".length();

    static Endpoint of(WorkerInfo info) {
        String via = info.viaHost();
        if (via.startsWith("https")) {
            return new Endpoint(after(via, HTTPS), true);
        }
        if (!via.isEmpty()) {
            return new Endpoint(after(via, HTTP), false);
        }
        String host = info.hostname().isEmpty() ? info.ip() : info.hostname();
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("["); // IPv6, which a port may not follow as it is
        return new Endpoint((bare ? "[" + host + "]" : host) + ":" + info.port(), info.ssl());
    }

    private static String after(String text, int prefix) {
        return text.length() <= prefix ? "" : text.substring(prefix);
    }
}
