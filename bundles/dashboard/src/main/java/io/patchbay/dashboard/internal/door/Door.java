package io.patchbay.dashboard.internal.door;

import io.patchbay.api.node.AdminPeers;
import io.patchbay.api.node.Credentials;
import io.patchbay.dashboard.internal.exchange.Form;
import io.patchbay.support.LoginThrottle;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may see the dashboard and do something there: the admin, from where the node may be operated, and by our own pages only.
 * Called on the HTTP server's threads; thread-safe; does not block.
 */
public final class Door {
    private static final String COOKIE = "patchbay-console-";

    /** The header that carries the session's proof. */
    static final String PROOF = "X-Patchbay-Proof";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String OWN_SITE = "same-origin";

    private final AdminPeers peers;
    private final Credentials credentials;
    private final LoginSessions sessions;
    private final LoginThrottle throttle;

    public Door(AdminPeers peers, Credentials credentials, LoginSessions sessions, Clock clock) {
        this.peers = peers;
        this.credentials = credentials;
        this.sessions = sessions;
        this.throttle = new LoginThrottle(clock);
    }

    /** What came of a wish to be let in. */
    public sealed interface Login {
        /** The browser is logged in; its cookie is in the response. */
        record Done() implements Login {}

        /** User or password are wrong. */
        record Wrong() implements Login {}

        /**
         * Too many were wrong.
         *
         * @param patience for how long nothing from there is looked at
         */
        record Throttled(Duration patience) implements Login {}
    }

    /** Whether a request is from where this node may be operated. */
    public boolean isNear(HttpServletRequest request) {
        return peers.contains(request.getRemoteAddr());
    }

    /** Whether a request that changes something may be from a page of ours, by what browsers say of its origin. */
    public boolean isFromOwnSite(HttpServletRequest request) {
        Optional<String> site = header(request, "Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals(OWN_SITE);
        }
        String host = header(request, "Host").orElse("");
        return header(request, "Origin")
                .map(origin -> origin.replaceFirst("^https?://", ""))
                .filter(origin -> !origin.equalsIgnoreCase(host))
                .isEmpty();
    }

    /** The session that a browser is in. */
    public Optional<LoginSession> session(HttpServletRequest request) {
        return keyOf(request).flatMap(sessions::use);
    }

    /** Whether a request of a script carries its session's proof, in the header {@value #PROOF}. */
    public boolean isProven(HttpServletRequest request, LoginSession session) {
        return header(request, PROOF).filter(session::isProvenBy).isPresent();
    }

    /** Whether a form carries its session's proof, in the field {@code proof}. */
    public boolean isProvenForm(Form form, LoginSession session) {
        return session.isProvenBy(form.value("proof"));
    }

    /**
     * Looks at user and password, and lets in.
     *
     * @param form with the fields {@code user} and {@code password}
     */
    public Login login(Form form, HttpServletRequest request, HttpServletResponse response) {
        String peer = request.getRemoteAddr();
        boolean right = credentials.isAdmin(form.value("user"), form.value("password"));
        Optional<Duration> wait = throttle.judge(peer, right);
        if (wait.isPresent()) {
            return new Login.Throttled(wait.get());
        }
        if (!right) {
            LOG.warn(
                    "Audit: {} was refused at the dashboard: wrong user or password{}",
                    peer,
                    throttle.waitOf(peer)
                            .map(left -> "; for " + left.toSeconds() + " s nothing from there is looked at")
                            .orElse(""));
            return new Login.Wrong();
        }
        keyOf(request).ifPresent(sessions::close); // a browser has one session, and never one that it was given before
        response.addCookie(cookie(request, sessions.open().key(), -1));
        LOG.info("Audit: {} logged in to the dashboard", peer);
        return new Login.Done();
    }

    /** Ends the session of a browser. */
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        keyOf(request).ifPresent(sessions::close);
        response.addCookie(cookie(request, "", 0));
        LOG.info("Audit: {} logged out of the dashboard", request.getRemoteAddr());
    }

    private static Cookie cookie(HttpServletRequest request, String value, int maxAgeSeconds) {
        Cookie cookie = new Cookie(nameOf(request), value);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setPath("/console");
        cookie.setMaxAge(maxAgeSeconds);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    /** Cookies are for a host, whatever its port: nodes on one machine would log each other's browsers out. */
    private static String nameOf(HttpServletRequest request) {
        return COOKIE + request.getLocalPort();
    }

    private static Optional<String> keyOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(nameOf(request)))
                .map(Cookie::getValue)
                .findFirst();
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
