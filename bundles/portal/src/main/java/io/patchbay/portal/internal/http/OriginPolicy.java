package io.patchbay.portal.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which web pages may use the portal: those that the portal's own host has served, and those of the origins that configuration
 * lists. Immutable.
 *
 * @param allowed origins such as {@code https://app.example.org}, or {@code *} for every one
 */
public record OriginPolicy(Set<String> allowed) {
    private static final int MOST_HEADER_CHARACTERS = 1_000;
    private static final String HEADER = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern HEADERS = Pattern.compile(HEADER + "( *, *" + HEADER + ")*+");

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
        if (!allows(origin, host == null ? "" : host, request.isSecure())) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        return true;
    }

    /** Tells the browser of an admitted page what the page may do. */
    static void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        String asked = request.getHeader("Access-Control-Request-Headers");
        boolean fine = asked != null
                && asked.length() <= MOST_HEADER_CHARACTERS
                && HEADERS.matcher(asked).matches();
        response.addHeader("Vary", "Access-Control-Request-Headers");
        response.setHeader("Access-Control-Allow-Methods", "GET, POST");
        response.setHeader("Access-Control-Allow-Headers", fine ? asked : "Content-Type");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /**
     * Whether a page of that origin may.
     *
     * @param host the {@code Host} header of its request
     * @param secure whether the request came by TLS
     */
    public boolean allows(String origin, String host, boolean secure) {
        return allowed.contains("*")
                || allowed.contains(origin.toLowerCase(Locale.ROOT))
                || isSame(origin, host, secure);
    }

    private static boolean isSame(String origin, String host, boolean secure) {
        try {
            URI uri = URI.create(origin);
            if (uri.getHost() == null) {
                return false; // the origin "null" of a sandboxed page
            }
            boolean https = "https".equalsIgnoreCase(uri.getScheme());
            if (secure && !https) {
                return false; // anyone on the way may have written that page; the other way round a proxy ends the TLS
            }
            int port = https ? 443 : 80;
            return withPort(uri.getRawAuthority(), port).equalsIgnoreCase(withPort(host, port));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String withPort(String authority, int usual) {
        return authority.matches(".*:[0-9]+") ? authority : authority + ":" + usual;
    }
}
