package io.patchbay.console.internal.webconsole;

import io.patchbay.api.node.AdminPeers;
import io.patchbay.api.node.Credentials;
import io.patchbay.support.LoginThrottle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the admin into the Web Console and nobody else: from where the node may be operated, with the password of
 * {@code DATA/credentials.json}, and not by a form of another site. The Web Console asks it before it serves anything, and without it
 * serves nothing. Called on the HTTP server's threads; thread-safe.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=" + ConsoleGate.ID)
public final class ConsoleGate implements SecurityProvider {
    /** What the framework property {@code felix.webconsole.security.providers} has to say. */
    static final String ID = "patchbay";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleGate.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> HARMLESS_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    /** As strict as the Web Console's own pages allow: they have scripts in them, and sort tables by generated ones. */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private final AdminPeers peers;
    private final Credentials credentials;
    private final LoginThrottle throttle;

    @Activate
    public ConsoleGate(
            @Reference(name = "peers") AdminPeers peers,
            @Reference(name = "credentials") Credentials credentials,
            @Reference(name = "clock") Clock clock) {
        this.peers = peers;
        this.credentials = credentials;
        this.throttle = new LoginThrottle(clock);
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        protect(response);
        String peer = request.getRemoteAddr();
        if (!peers.contains(peer)) {
            return refuse(response, HttpServletResponse.SC_FORBIDDEN, "The console does not answer to " + peer + ".");
        }
        if (!HARMLESS_METHODS.contains(request.getMethod()) && isFromAnotherSite(request)) {
            return refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "The console takes forms from its own pages only, and this one came from another site.");
        }
        Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"));
        Optional<String> user = header.flatMap(BasicCredentials::of)
                .filter(given -> credentials.isAdmin(given.user(), given.password()))
                .map(BasicCredentials::user);
        Optional<Duration> wait = header.isPresent() ? throttle.judge(peer, user.isPresent()) : throttle.waitOf(peer);
        if (wait.isPresent()) {
            long seconds = wait.get().plusMillis(999).toSeconds();
            response.setHeader("Retry-After", Long.toString(seconds));
            return refuse(
                    response, TOO_MANY_REQUESTS, "Too many failed logins from " + peer + ": wait " + seconds + " s.");
        }
        if (user.isEmpty()) {
            header.ifPresent(wrong -> tellOfFailure(peer));
            return ask(response);
        }
        request.setAttribute(ServletContextHelper.AUTHENTICATION_TYPE, HttpServletRequest.BASIC_AUTH);
        request.setAttribute(ServletContextHelper.REMOTE_USER, user.get());
        return user.get();
    }

    @Override
    public boolean authorize(Object user, String role) {
        return true; // there is one user, who may do everything
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        // nothing is kept: the Web Console has the browser forget the password
    }

    private void tellOfFailure(String peer) {
        LOG.warn(
                "Audit: {} was refused at the web console: wrong user or password{}",
                peer,
                throttle.waitOf(peer)
                        .map(left -> "; for " + left.toSeconds() + " s nothing from there is looked at")
                        .orElse(""));
    }

    private static Object ask(HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"patchbay\", charset=\"UTF-8\"");
        return refuse(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "The console needs the user and password of \"admin\" in the node's credentials.json.");
    }

    /** What browsers say of where a form came from; other programs say nothing, and need the password all the same. */
    private static boolean isFromAnotherSite(HttpServletRequest request) {
        Optional<String> site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        if (site.isPresent()) {
            return !OWN_SITE.contains(site.get());
        }
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        return origin.isPresent()
                && !origin.get().replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    /** @return null, by which the Web Console knows that the request has its answer */
    @SuppressWarnings("ReturnMissingNullable") // the Web Console's contract
    private static Object refuse(HttpServletResponse response, int status, String reason) {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        try {
            response.getWriter().println(reason);
        } catch (IOException gone) {
            throw new UncheckedIOException("the client has gone", gone);
        }
        return null;
    }
}
