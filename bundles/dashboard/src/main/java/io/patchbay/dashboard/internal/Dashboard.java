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
import io.patchbay.dashboard.internal.exchange.Bodies;
import io.patchbay.dashboard.internal.exchange.Exchange;
import io.patchbay.dashboard.internal.exchange.Form;
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
import java.util.function.Consumer;

/** What is at {@code /console}: the page, what it is made of, and the ways by which it asks and is told. Thread-safe. */
final class Dashboard implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_FORM_BYTES = 8_192;
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
    private final Bodies bodies;
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
        this.bodies = new Bodies(Duration.ofMillis(settings.bodyTimeoutMillis()));
        this.relay = new Relay(
                guarded,
                bodies,
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
        bodies.close();
    }

    /** Answers a request, now or later. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        Exchange exchange = new Exchange(request, response);
        if (!door.isNear(request)) {
            exchange.say(403, "The dashboard does not answer to " + request.getRemoteAddr() + ".");
            return;
        }
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads && !door.isFromOwnSite(request)) {
            exchange.say(403, "This came from a page of another site.");
        } else if (path.startsWith(ASSETS) && reads) {
            asset(path.substring(ASSETS.length()), exchange);
        } else if (isHome(path) && request.getMethod().equals("POST")) {
            readForm(exchange, form -> login(form, exchange));
        } else {
            Optional<LoginSession> session = door.session(request);
            if (session.isPresent()) {
                answer(path, reads, session.get(), exchange);
            } else if (isHome(path) && reads) {
                showLogin(exchange);
            } else {
                exchange.say(401, "Log in first, at " + HOME + ".");
            }
        }
    }

    private void answer(String path, boolean reads, LoginSession session, Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        if (path.startsWith(API + "/")) {
            api(reads, session, exchange);
        } else if (path.equals("/logout") && request.getMethod().equals("POST")) {
            readForm(exchange, form -> logout(form, session, exchange));
        } else if (path.equals(STREAM) && reads) {
            listen(session, exchange);
        } else if (path.startsWith(STREAM + "/") && request.getMethod().equals("POST")) {
            listenToOthers(path.substring(STREAM.length() + 1), session, exchange);
        } else if (isHome(path) && reads) {
            exchange.html(200, frame.dashboard(session, status.render(asker(request))));
        } else {
            exchange.say(404, "There is nothing here; the dashboard is at " + HOME + ".");
        }
    }

    private static boolean isHome(String path) {
        return path.isEmpty() || path.equals("/");
    }

    /** The form is sent to the address that it is shown at, which therefore must not have a query. */
    private void showLogin(Exchange exchange) {
        if (hasQuery(exchange)) {
            home(exchange);
        } else {
            exchange.html(200, frame.login(""));
        }
    }

    /** Secrets belong into the form: addresses are kept by many. */
    private void readForm(Exchange exchange, Consumer<Form> then) {
        if (hasQuery(exchange)) {
            exchange.say(400, "What a form says belongs into its body, not into the address, which others may keep.");
            return;
        }
        bodies.read(
                exchange,
                "A form",
                MOST_FORM_BYTES,
                body -> Form.parse(new String(body, StandardCharsets.UTF_8))
                        .ifPresentOrElse(
                                then,
                                () -> exchange.say(400, "The form has an escape that is none: % wants two digits.")),
                problem -> exchange.say(problem.status(), problem.detail()));
    }

    private static boolean hasQuery(Exchange exchange) {
        return Optional.ofNullable(exchange.request().getQueryString()).isPresent();
    }

    private void login(Form form, Exchange exchange) {
        Door.Login login = door.login(form, exchange.request(), exchange.response());
        if (login instanceof Door.Login.Throttled throttled) {
            long seconds = throttled.patience().plusMillis(999).toSeconds();
            exchange.response().setHeader("Retry-After", Long.toString(seconds));
            exchange.html(TOO_MANY_REQUESTS, frame.login("Too many failed logins from here: wait " + seconds + " s."));
        } else if (login instanceof Door.Login.Wrong) {
            exchange.html(401, frame.login("User or password is wrong."));
        } else {
            home(exchange);
        }
    }

    private void logout(Form form, LoginSession session, Exchange exchange) {
        if (door.isProvenForm(form, session)) {
            door.logout(exchange.request(), exchange.response());
            home(exchange);
        } else {
            exchange.say(403, "This form is not from the page as it is now: load the page again.");
        }
    }

    private void api(boolean reads, LoginSession session, Exchange exchange) {
        HttpServletRequest request = exchange.request();
        if (!reads && !door.isProven(request, session)) {
            unproven(exchange);
            return;
        }
        String path =
                request.getRequestURI().substring(request.getContextPath().length() + HOME.length() + API.length());
        String query = Optional.ofNullable(request.getQueryString())
                .map(text -> "?" + text)
                .orElse("");
        relay.handOn(exchange, path + query, asker(request));
    }

    private void listen(LoginSession session, Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        if (!request.getMethod().equals("GET")) { // nobody would read what a HEAD takes a place for
            exchange.response().setHeader("Allow", "GET");
            exchange.say(405, "Only GET listens.");
            return;
        }
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        Optional<List<String>> targets = possible(wishes.inQuery(query), exchange);
        if (targets.isPresent() && !listeners.begin(request, exchange.response(), session.key(), targets.get())) {
            exchange.response().setHeader("Retry-After", "10");
            exchange.say(503, "As many pages listen as may.");
        }
    }

    private void listenToOthers(String stream, LoginSession session, Exchange exchange) {
        if (!door.isProven(exchange.request(), session)) {
            unproven(exchange);
            return;
        }
        bodies.read(
                exchange,
                "What a page listens to",
                Wishes.MOST_BODY_BYTES,
                body -> possible(wishes.inBody(body), exchange)
                        .ifPresent(targets -> listenToOthers(stream, session, targets, exchange)),
                problem -> exchange.say(problem.status(), problem.detail()));
    }

    private void listenToOthers(String stream, LoginSession session, List<String> targets, Exchange exchange) {
        if (listeners.change(stream, session.key(), targets)) {
            exchange.answer(HttpServletResponse.SC_NO_CONTENT);
        } else {
            exchange.say(404, "No page of this login listens by that name: listen anew.");
        }
    }

    private static Optional<List<String>> possible(Wishes.Wish wish, Exchange exchange) {
        if (wish instanceof Wishes.Wish.Possible possible) {
            return Optional.of(possible.targets());
        }
        exchange.say(400, ((Wishes.Wish.Impossible) wish).reason());
        return Optional.empty();
    }

    private void asset(String path, Exchange exchange) {
        int slash = path.indexOf('/');
        Optional<Assets.Asset> asset = slash < 0 ? Optional.empty() : assets.at(path.substring(slash + 1));
        if (asset.isEmpty()) {
            exchange.say(404, "There is no such part of the dashboard.");
            return;
        }
        boolean current = path.substring(0, slash).equals(assets.version());
        HttpServletResponse response = exchange.response();
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-store");
        response.setHeader("Vary", "Accept-Encoding");
        boolean zipped = Optional.ofNullable(exchange.request().getHeader("Accept-Encoding"))
                .orElse("")
                .contains("gzip");
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        exchange.answer(
                200,
                asset.get().type(),
                zipped ? asset.get().zipped() : asset.get().plain());
    }

    private static void unproven(Exchange exchange) {
        exchange.say(403, "The request does not carry the page's proof: load the page again.");
    }

    private static String asker(HttpServletRequest request) {
        return request.getRemoteAddr() + " (dashboard)";
    }

    /** By GET, so that loading the page again sends no form again. A browser keeps what follows {@code #} in the address. */
    private static void home(Exchange exchange) {
        exchange.response().setHeader("Location", HOME);
        exchange.answer(HttpServletResponse.SC_SEE_OTHER);
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
