package io.patchbay.dashboard.internal;

import io.patchbay.api.node.AdminPeers;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.dashboard.internal.asset.Assets;
import io.patchbay.dashboard.internal.door.Door;
import io.patchbay.dashboard.internal.door.LoginSession;
import io.patchbay.dashboard.internal.door.LoginSessions;
import io.patchbay.dashboard.internal.live.Counts;
import io.patchbay.dashboard.internal.live.Listeners;
import io.patchbay.dashboard.internal.live.Sources;
import io.patchbay.dashboard.internal.live.Wishes;
import io.patchbay.dashboard.internal.page.Frame;
import io.patchbay.dashboard.internal.page.StatusPage;
import io.patchbay.dashboard.internal.relay.GuardedApi;
import io.patchbay.dashboard.internal.relay.Relay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is at {@code /console}: the page, what it is made of, and the ways by which it asks and is told. Thread-safe. */
final class Dashboard implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String ASSETS = "/assets/";
    private static final String API = "/api";
    private static final String STREAM = "/stream";
    private static final String HOME = "/console";
    private static final Duration PATIENCE = Duration.ofSeconds(3); // of who waits for the page
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Assets assets;
    private final Door door;
    private final Frame frame;
    private final StatusPage status;
    private final Relay relay;
    private final Wishes wishes;
    private final Listeners listeners;

    Dashboard(
            Assets assets,
            DashboardSettings settings,
            Clock clock,
            Node node,
            NodeReadiness readiness,
            AdminPeers peers,
            Credentials credentials,
            OperatorApi api,
            Counts counts) {
        LoginSessions sessions = new LoginSessions(
                clock,
                settings.maxSessions(),
                Duration.ofMillis(settings.idleTimeoutMillis()),
                Duration.ofMillis(settings.sessionMillis()));
        this.assets = assets;
        this.door = new Door(peers, credentials, sessions, clock);
        this.frame = new Frame(HOME + ASSETS + assets.version(), node.name());
        OperatorApi guarded = new GuardedApi(api);
        this.status = new StatusPage(guarded, readiness, PATIENCE);
        this.relay = new Relay(
                guarded,
                node.data().resolve("dashboard"),
                new Relay.Bounds(settings.maxJarBytes(), settings.maxReleaseBytes()));
        Sources sources = new Sources(guarded, counts, readiness, clock);
        this.wishes = new Wishes(sources);
        this.listeners = new Listeners(
                sources, key -> sessions.use(key).isPresent(), clock, settings.maxStreams(), settings.sampleMillis());
    }

    @Override
    public void close() {
        listeners.close();
    }

    /** Answers a request, now or later. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        if (!door.isNear(request)) {
            say(response, 403, "The dashboard does not answer to " + request.getRemoteAddr() + ".");
            return;
        }
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads && !door.isFromOwnSite(request)) {
            say(response, 403, "This came from a page of another site.");
        } else if (path.startsWith(ASSETS) && reads) {
            asset(path.substring(ASSETS.length()), request, response);
        } else if (isHome(path) && request.getMethod().equals("POST")) {
            login(request, response);
        } else {
            Optional<LoginSession> session = door.session(request);
            if (session.isPresent()) {
                answer(path, reads, session.get(), request, response);
            } else if (isHome(path) && reads) {
                showLogin(request, response);
            } else {
                say(response, 401, "Log in first, at " + HOME + ".");
            }
        }
    }

    private void answer(
            String path, boolean reads, LoginSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (path.startsWith(API + "/")) {
            api(reads, session, request, response);
        } else if (path.equals("/logout") && request.getMethod().equals("POST")) {
            logout(session, request, response);
        } else if (path.equals(STREAM) && reads) {
            listen(session, request, response);
        } else if (path.startsWith(STREAM + "/") && request.getMethod().equals("POST")) {
            listenToOthers(path.substring(STREAM.length() + 1), session, request, response);
        } else if (isHome(path) && reads) {
            html(response, 200, frame.dashboard(session, status.render(asker(request))));
        } else {
            say(response, 404, "There is nothing here; the dashboard is at " + HOME + ".");
        }
    }

    private static boolean isHome(String path) {
        return path.isEmpty() || path.equals("/");
    }

    /** The form is sent to the address that it is shown at, which therefore must not have a query. */
    private void showLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Optional.ofNullable(request.getQueryString()).isPresent()) {
            home(response);
        } else {
            html(response, 200, frame.login(""));
        }
    }

    private void login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Optional.ofNullable(request.getQueryString()).isPresent()) {
            say(response, 400, "User and password belong into the form, not into the address, which others may keep.");
            return;
        }
        Door.Login login = door.login(request, response);
        if (login instanceof Door.Login.Throttled throttled) {
            long seconds = throttled.patience().plusMillis(999).toSeconds();
            response.setHeader("Retry-After", Long.toString(seconds));
            html(response, TOO_MANY_REQUESTS, frame.login("Too many failed logins from here: wait " + seconds + " s."));
        } else if (login instanceof Door.Login.Wrong) {
            html(response, 401, frame.login("User or password is wrong."));
        } else {
            home(response);
        }
    }

    private void logout(LoginSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (door.isProvenForm(request, session)) {
            door.logout(request, response);
            home(response);
        } else {
            say(response, 403, "This form is not from the page as it is now: load the page again.");
        }
    }

    private void api(boolean reads, LoginSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!reads && !door.isProven(request, session)) {
            unproven(response);
            return;
        }
        String path =
                request.getRequestURI().substring(request.getContextPath().length() + HOME.length() + API.length());
        String query = Optional.ofNullable(request.getQueryString())
                .map(text -> "?" + text)
                .orElse("");
        relay.handOn(request, response, path + query, asker(request));
    }

    private void listen(LoginSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("GET")) { // nobody would read what a HEAD takes a place for
            response.setHeader("Allow", "GET");
            say(response, 405, "Only GET listens.");
            return;
        }
        Optional<List<String>> targets = possible(wishes.inQuery(request), response);
        if (targets.isPresent() && !listeners.begin(request, response, session.key(), targets.get())) {
            response.setHeader("Retry-After", "10");
            say(response, 503, "As many pages listen as may.");
        }
    }

    private void listenToOthers(
            String stream, LoginSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!door.isProven(request, session)) {
            unproven(response);
            return;
        }
        Optional<List<String>> targets = possible(wishes.inBody(request), response);
        if (targets.isPresent() && listeners.change(stream, session.key(), targets.get())) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (targets.isPresent()) {
            say(response, 404, "No page of this login listens by that name: listen anew.");
        }
    }

    private static Optional<List<String>> possible(Wishes.Wish wish, HttpServletResponse response) throws IOException {
        if (wish instanceof Wishes.Wish.Possible possible) {
            return Optional.of(possible.targets());
        }
        say(response, 400, ((Wishes.Wish.Impossible) wish).reason());
        return Optional.empty();
    }

    private void asset(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        int slash = path.indexOf('/');
        Optional<Assets.Asset> asset = slash < 0 ? Optional.empty() : assets.at(path.substring(slash + 1));
        if (asset.isEmpty()) {
            say(response, 404, "There is no such part of the dashboard.");
            return;
        }
        boolean current = path.substring(0, slash).equals(assets.version());
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-store");
        response.setHeader("Vary", "Accept-Encoding");
        response.setContentType(asset.get().type());
        boolean zipped = Optional.ofNullable(request.getHeader("Accept-Encoding"))
                .orElse("")
                .contains("gzip");
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = zipped ? asset.get().zipped() : asset.get().plain();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void unproven(HttpServletResponse response) throws IOException {
        say(response, 403, "The request does not carry the page's proof: load the page again.");
    }

    private static String asker(HttpServletRequest request) {
        return request.getRemoteAddr() + " (dashboard)";
    }

    /** By GET, so that loading the page again sends no form again. A browser keeps what follows {@code #} in the address. */
    private static void home(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", HOME);
    }

    private static void html(HttpServletResponse response, int status, String page) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static void say(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }
}
