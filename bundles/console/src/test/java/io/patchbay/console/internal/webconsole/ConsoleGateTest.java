package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.node.Credentials;
import io.patchbay.support.LoginThrottle;
import io.patchbay.testing.ManualClock;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In front of a servlet, in a real server. */
class ConsoleGateTest {
    private static final String PASSWORD = "the right one";

    private final ManualClock clock = new ManualClock();
    private final AtomicBoolean near = new AtomicBoolean(true);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    private record OneAdmin() implements Credentials {
        @Override
        public String superServiceId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String superServiceKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAdminToken(String token) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWorkerToken(String token) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAdmin(String user, String password) {
            return user.equals("admin") && password.equals(PASSWORD);
        }

        @Override
        public String derivedSecret(String purpose) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Guarded extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient ConsoleGate gate;

        private Guarded(ConsoleGate gate) {
            this.gate = gate;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object user = gate.authenticate(request, response);
            if (user != null) {
                response.getWriter().print("let in: " + user);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ConsoleGate gate = new ConsoleGate(address -> near.get(), new OneAdmin(), clock);
        context.addServlet(new ServletHolder(new Guarded(gate)), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/"));
    }

    private HttpRequest.Builder as(String user, String password) {
        String encoded = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return request().header("Authorization", "Basic " + encoded);
    }

    /** On a connection of its own: where nobody reads a form, the server ends the connection that it came by. */
    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder form() {
        return as("admin", PASSWORD).POST(HttpRequest.BodyPublishers.ofString("a=b"));
    }

    @Test
    void letsTheAdminIn() throws Exception {
        assertThat(send(as("admin", PASSWORD)).body()).isEqualTo("let in: admin");
    }

    @Test
    void asksForThePassword() throws Exception {
        HttpResponse<String> answer = send(request());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(asked -> assertThat(asked).startsWith("Basic realm="));
    }

    @Test
    void refusesThePasswordThatEveryWebConsoleHas() throws Exception {
        assertThat(send(as("admin", "admin")).statusCode()).isEqualTo(401);
    }

    @Test
    void makesThoseWhoGuessWait() throws Exception {
        for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
            send(as("admin", "guess " + i));
        }
        HttpResponse<String> answer = send(as("admin", PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        clock.advance(LoginThrottle.FIRST_WAIT);
        assertThat(send(as("admin", PASSWORD)).statusCode()).isEqualTo(200);
    }

    @Test
    void requestsWithoutAPasswordAreNoGuesses() throws Exception {
        for (int i = 0; i < 2 * LoginThrottle.FREE_FAILURES; i++) {
            send(request());
        }

        assertThat(send(as("admin", PASSWORD)).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotAnswerToOtherMachines() throws Exception {
        near.set(false);

        assertThat(send(as("admin", PASSWORD)).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesAFormOfAnotherSite() throws Exception {
        assertThat(send(form().header("Origin", "http://evil.example")).statusCode())
                .isEqualTo(403);
        assertThat(send(form().header("Sec-Fetch-Site", "cross-site")).statusCode())
                .isEqualTo(403);
        assertThat(send(form().header("Origin", "null")).statusCode()).isEqualTo(403);
    }

    @Test
    void takesAFormOfItsOwn() throws Exception {
        String own = "http://127.0.0.1:" + connector.getLocalPort();

        assertThat(send(form().header("Origin", own)).statusCode()).isEqualTo(200);
        assertThat(send(form().header("Origin", "null").header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(form()).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsPagesOutOfFramesAndCaches() throws Exception {
        HttpResponse<String> answer = send(as("admin", PASSWORD));

        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
    }
}
