package io.patchbay.portal.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Which web pages may use the portal: those that the portal's own host has served, and those of the origins that configuration
 * lists. Immutable.
 *
 * @param allowed origins such as {@code https://app.example.org}, or {@code *} for every one
 */
public record OriginPolicy(Set<String> allowed) {
    /** Copies the set; letter case does not matter. */
    public OriginPolicy {
        allowed = Set.copyOf(
                allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList());
    }

    /** Whether a request may be served; if a page makes it, the answer's headers tell its browser so. */
    boolean admits(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true; // not a web page
        }
        response.setHeader("Vary", "Origin");
        String host = request.getHeader("Host");
        if (!allows(origin, host == null ? "" : host)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        return true;
    }

    /**
     * Whether a page of that origin may.
     *
     * @param host the {@code Host} header of its request
     */
    public boolean allows(String origin, String host) {
        return allowed.contains("*") || allowed.contains(origin.toLowerCase(Locale.ROOT)) || isSame(origin, host);
    }

    private static boolean isSame(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            if (uri.getHost() == null) {
                return false; // the origin "null" of a sandboxed page
            }
            int port = "https".equals(uri.getScheme()) ? 443 : 80;
            return withPort(uri.getRawAuthority(), port).equalsIgnoreCase(withPort(host, port));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String withPort(String authority, int usual) {
        return authority.matches(".*:[0-9]+") ? authority : authority + ":" + usual;
    }
}
