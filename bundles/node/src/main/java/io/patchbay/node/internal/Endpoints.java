package io.patchbay.node.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** Which of the addresses that an HTTP server listens at is told to others. */
final class Endpoints {
    private Endpoints() {}

    /** The one that most can use: IPv4 before IPv6, one that other machines reach before one that they do not; without a zone. */
    static URI best(List<String> endpoints) {
        return endpoints.stream()
                .map(Endpoints::withoutZone)
                .min(Comparator.comparing(Endpoints::isOfThisMachine)
                        .thenComparing(endpoint -> endpoint.getHost().startsWith("[")))
                .orElseThrow();
    }

    /** An address as it is written in a URL. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    /** A zone is a name of this machine, and means nothing to others. */
    private static URI withoutZone(String endpoint) {
        return URI.create(endpoint.replaceFirst("%[^\\]]*]", "]"));
    }

    private static boolean isOfThisMachine(URI endpoint) {
        String host = endpoint.getHost();
        return host.startsWith("127.")
                || host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || host.startsWith("[fe80:");
    }
}
