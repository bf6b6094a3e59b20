package io.patchbay.console.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.console.internal.door.AdminDoor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.felix.hc.api.Result;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServletTest {
    private final FakeExecutor executor = new FakeExecutor();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void open() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new HealthServlet(executor, new AdminDoor())), "/system/health/*");
        server.setHandler(context);
        server.start();
        executor.finds("process", "live", new Result(Result.Status.OK, "The process answers."));
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
    }

    @Test
    void saysThatAllIsWell() throws Exception {
        HttpResponse<String> answer = get("/system/health/live", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"OK\",\"checks\":["
                        + "{\"name\":\"process\",\"status\":\"OK\",\"says\":[\"The process answers.\"]}]}");
    }

    @Test
    void saysWhatIsNot() throws Exception {
        executor.finds("node", "ready", new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "store: no database"));

        HttpResponse<String> answer = get("/system/health/ready", "*/*");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"store: no database\"");
    }

    @Test
    void staysAliveWhileTheNodeIsNotReady() throws Exception {
        executor.finds("node", "ready", new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "store: no database"));

        assertThat(get("/system/health/live", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void isWellInSpiteOfAWarning() throws Exception {
        executor.finds("plugins", "plugins", new Result(Result.Status.WARN, "one is faulty"));

        assertThat(get("/system/health/plugins", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyWhereNothingIsChecked() throws Exception {
        assertThat(get("/system/health/ready", "*/*").statusCode()).isEqualTo(503);
    }

    @Test
    void asksForEverythingWithoutAName() throws Exception {
        executor.finds("node", "ready", new Result(Result.Status.OK, "fine"));

        assertThat(get("/system/health", "*/*").body()).contains("\"node\"", "\"process\"");
    }

    @Test
    void showsABrowserAPage() throws Exception {
        executor.finds("node", "ready", new Result(Result.Status.OK, "<b>fine</b>"));

        HttpResponse<String> answer = get("/system/health/", "text/html,*/*;q=0.8");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.body()).contains("&lt;b&gt;fine&lt;/b&gt;");
    }

    @Test
    void saysWhatThereIsToAskFor() throws Exception {
        HttpResponse<String> answer = get("/system/health/weather", "*/*");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("live, ready and plugins");
    }

    private HttpResponse<String> get(String path, String accepted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .header("Accept", accepted)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
