package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabActionsTest {
    private static final Map<String, String> PLUGIN =
            Map.of("kind", "strategy", "name", "least-used", "version", "1.0.0");

    @TempDir
    private Path folder;

    private final FakeNode node = new FakeNode();

    private TabActions.Notice perform(String action, Map<String, ?> fields) throws InterruptedException {
        Map<String, Object> form = new HashMap<>(fields);
        form.put("action", action);
        return new TabActions(folder.resolve("jars")).perform(Form.of(form), node);
    }

    private static Part file(String name, String content) {
        return (Part) Proxy.newProxyInstance(
                Part.class.getClassLoader(),
                new Class<?>[] {Part.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSubmittedFileName" -> name;
                    case "getInputStream" -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                    case "delete" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void pins() throws Exception {
        TabActions.Notice notice = perform("pin", PLUGIN);

        assertThat(node.told).containsExactly("PUT /plugins/strategy/least-used/pin {\"version\":\"1.0.0\"}");
        assertThat(notice.good()).isTrue();
        assertThat(notice.html()).contains("is pinned to version 1.0.0");
    }

    @Test
    void unpins() throws Exception {
        perform("unpin", PLUGIN);

        assertThat(node.told).containsExactly("DELETE /plugins/strategy/least-used/pin");
    }

    @Test
    void clearsFaults() throws Exception {
        perform("clear", PLUGIN);

        assertThat(node.told).containsExactly("DELETE /plugins/strategy/least-used/1.0.0/faults");
    }

    @Test
    void beginsACanary() throws Exception {
        perform(
                "begin",
                Map.of("candidate", "strategy two-choices 0.1.0", "mode", "canary", "scope", "play", "percent", "5"));

        assertThat(node.told)
                .singleElement()
                .asString()
                .startsWith("PUT /experiments/canary/strategy/play ")
                .contains("\"percent\":5", "\"name\":\"two-choices\"", "\"version\":\"0.1.0\"");
    }

    @Test
    void hasClientsGoToAnotherRelease() throws Exception {
        perform("rollback", Map.of("version", "1.0"));

        assertThat(node.told).containsExactly("POST /releases/1.0/current");
    }

    @Test
    void endsAShadow() throws Exception {
        perform("end", Map.of("mode", "shadow", "kind", "strategy", "scope", "play"));

        assertThat(node.told).containsExactly("DELETE /experiments/shadow/strategy/play");
    }

    @Test
    void swapsAJarAndKeepsNoCopy() throws Exception {
        node.on("/plugins", "{\"plugins\":[{\"sha256\":\"ab\",\"name\":\"mine\",\"version\":\"2\"}],\"rejected\":[]}");

        TabActions.Notice notice = perform("swap", Map.of("jar", file("mine-2.0.0.jar", "a jar")));

        assertThat(node.told).containsExactly("PUT /jars/mine-2.0.0.jar a jar");
        assertThat(notice.html()).contains("mine");
        try (Stream<Path> left = Files.list(folder.resolve("jars"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesAFileThatIsNoJarByItsName() throws Exception {
        TabActions.Notice notice = perform("swap", Map.of("jar", file("../../evil.sh", "x")));

        assertThat(notice.good()).isFalse();
        assertThat(node.told).isEmpty();
    }

    @Test
    void saysWhatCannotBeMeant() throws Exception {
        assertThat(perform("fly", Map.of()).html()).contains("no button fly");
        assertThat(perform("begin", Map.of("mode", "shadow")).good()).isFalse();
        assertThat(perform("swap", Map.of()).good()).isFalse();
    }

    @Test
    void whatAFormSaysStaysText() throws Exception {
        assertThat(perform("<script>", Map.of()).html()).doesNotContain("<script>");
    }
}
