package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the dashboard replaces a plug-in, looks before it leaps, goes back, and is told of bad ones. */
@ExtendWith(SharedNode.class)
class DashboardPluginsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PURPOSE = "dashboard-plugins"; // of these tests alone
    private static final Path PLUGINS = Path.of(System.getProperty("patchbay.home"), "plugins");
    private static final String PREFIX = "dashboard-it-";
    private static final String HOSTILE = PREFIX + "<img src=x onerror=document.title='hacked'>.jar";

    @TempDir
    private Path folder;

    private WorkerApi admin;
    private DashboardPage page;

    @BeforeEach
    void open(NodeProcess shared) throws Exception {
        admin = shared.admin();
        page = DashboardPage.of(shared);
    }

    @AfterEach
    void leaveTheNodeAsItWas() throws Exception {
        page.close();
        admin.delete("/experiments/shadow/strategy/" + PURPOSE);
        admin.delete("/experiments/canary/strategy/" + PURPOSE);
        admin.delete("/plugins/strategy/exercised/pin");
        try (Stream<Path> files = Files.list(PLUGINS)) {
            for (Path file : files.filter(jar -> jar.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                Files.delete(file);
            }
        }
        await().atMost(PATIENCE)
                .until(() -> !admin.get("/plugins").json().toString().contains(PREFIX));
    }

    private Path jar(String version, String statement) throws IOException {
        return new SourceJar("dashboard.exercised")
                .header("Bundle-Version", version)
                .strategy("exercised", statement)
                .write(folder, PREFIX + version + ".jar");
    }

    /** One that a node takes, and that breaks its contract all the same. */
    private Path keeper() throws IOException {
        return new SourceJar("dashboard.exercised")
                .header("Bundle-Version", "2.0.0")
                .plugin(
                        "placement.Strategy",
                        "singleton",
                        "exercised",
                        "private final List<Decision> kept = new ArrayList<>();"
                                + "public Optional<Worker> choose(Decision d) { kept.add(d);"
                                + " return Optional.of(d.candidates().first()); }")
                .write(folder, PREFIX + "2.0.0.jar");
    }

    private void upload(Path jar) throws IOException {
        page.browser().choose("input[type=file]", jar.toString());
    }

    private JsonNode version(String version) throws Exception {
        for (JsonNode plugin : admin.get("/plugins").json().path("plugins")) {
            if (plugin.path("name").asText().equals("exercised")
                    && plugin.path("version").asText().equals(version)) {
                return plugin;
            }
        }
        return MissingNode.getInstance();
    }

    private void join(String id, double load) throws Exception {
        Map<String, Object> info = Map.of("ip", "127.0.0.1", "port", 7000, "maxLoad", 0.85, "capacity", Map.of());
        assertThat(admin.put(
                                "/workers/" + id,
                                Map.of("purpose", PURPOSE, "info", info, "state", 2, "load", load, "tasks", List.of()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesAJarThatServesAtOnceAndGoesBack() throws Exception {
        page.go("plugins").says("least-used");
        upload(jar("1.0.0", "return Optional.of(decision.candidates().first());"));
        page.says("strategy exercised 1.0.0: serving");
        upload(jar("2.0.0", "return Optional.of(decision.candidates().leastLoaded());"));
        page.says("strategy exercised 2.0.0: serving").look("plugins");

        page.go("plugins/strategy/exercised").says("standby");
        page.browser().click("button:text('Go back')").click("dialog button.primary");
        page.says("strategy exercised 1.0.0 is pinned.");
        assertThat(version("1.0.0").path("state").asText()).isEqualTo("serving");
        page.browser().click("button:text('Unpin')");
        page.says("is not pinned any more");
        assertThat(version("2.0.0").path("state").asText()).isEqualTo("serving");
        page.hasNoFaults();
    }

    @Test
    void takesAJarThatIsDroppedAnywhereOnThePage() throws Exception {
        Path jar = jar("1.0.0", "return Optional.of(decision.candidates().first());");
        page.go("plugins").says("least-used");

        page.hold(jar).browser().until("document.querySelector('.drop.over') !== null");
        page.drop(jar).says("strategy exercised 1.0.0: serving");

        assertThat(page.browser()
                        .value("document.querySelector('.drop.over') === null")
                        .asBoolean())
                .isTrue();
        assertThat(version("1.0.0").path("file").asText())
                .isEqualTo(jar.getFileName().toString());
        page.hasNoFaults();
    }

    @Test
    void showsLiveWhereAShadowDiffers() throws Exception {
        join("idle-shadowed", 0.0);
        join("busy-shadowed", 0.5);
        page.go("plugins");
        upload(jar("1.0.0", "return Optional.of(decision.candidates().first());"));
        page.says("strategy exercised 1.0.0: serving");
        upload(jar("0.9.0", "return Optional.empty();"));
        page.says("strategy exercised 0.9.0: standby");

        page.go("plugins/strategy/exercised").says("0.9.0");
        page.browser().click("button:text('Try…')").choose("dialog [name=scope]", PURPOSE);
        page.browser().click("dialog button.primary");
        page.says("is tried as a shadow");
        page.go("plugins/shadow/strategy/" + PURPOSE).says("It has decided like the one that serves so far.");
        await().atMost(PATIENCE).until(() -> {
            join("idle-shadowed", 0.0);
            join("busy-shadowed", 0.5);
            admin.schedule(PURPOSE, "shadowed-" + System.nanoTime());
            return admin.get("/experiments/shadow/strategy/" + PURPOSE)
                            .json()
                            .path("differed")
                            .asLong()
                    > 0;
        });
        page.says("-shadowed for").look("shadow");
        page.browser().click("button.danger").click("dialog button.danger");
        page.says("The shadow has ended.").hasNoFaults();
    }

    @Test
    void clearsAShadowWhoseVersionIsGone() throws Exception {
        page.go("plugins");
        upload(jar("1.0.0", "return Optional.of(decision.candidates().first());"));
        page.says("strategy exercised 1.0.0: serving");
        upload(jar("0.9.0", "return Optional.empty();"));
        page.says("strategy exercised 0.9.0: standby");
        Answer begun =
                admin.put("/experiments/shadow/strategy/" + PURPOSE, Map.of("name", "exercised", "version", "0.9.0"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(200);

        page.go("plugins/shadow/strategy/" + PURPOSE).says("End the shadow");
        Files.delete(PLUGINS.resolve(PREFIX + "0.9.0.jar"));
        page.says("It has ended by itself: the version that it tries was removed.");
        page.browser().click("button:text('Clear the shadow')").click("dialog button.danger");
        page.says("The shadow is cleared.").says("There is no shadow of a strategy for " + PURPOSE);
        page.hasNoFaults();
    }

    @Test
    void measuresACanaryByItsFaults() throws Exception {
        join("idle-canary", 0.0);
        page.go("plugins");
        upload(jar("1.0.0", "return Optional.of(decision.candidates().first());"));
        page.says("strategy exercised 1.0.0: serving");
        upload(jar("0.9.0", "return Optional.of(decision.candidates().leastLoaded());"));
        page.says("strategy exercised 0.9.0: standby");

        page.go("plugins/strategy/exercised").says("0.9.0").browser().click("button:text('Try…')");
        page.browser()
                .choose("dialog [name=mode]", "canary")
                .choose("dialog [name=scope]", PURPOSE)
                .click("dialog button.primary");
        page.says("a canary needs percent, rooms or services")
                .browser()
                .fill("dialog [name=percent]", "100")
                .click("dialog button.primary");
        page.says("is tried as a canary").go("plugins/canary/strategy/" + PURPOSE);
        page.says("is measured by its faults")
                .browser()
                .until("!document.querySelector('main').innerText.includes('differed')");
        admin.schedule(PURPOSE, "canary-" + System.nanoTime());
        page.says("0 % of its decisions").look("canary");
        page.go("plugins")
                .browser()
                .until("[...document.querySelectorAll('[aria-label=\"Shadows and canaries\"] tbody tr')]"
                        + ".some((row) => row.innerText.includes('canary') && row.innerText.includes('–'))");
    }

    @Test
    void saysWhatIsWrongWithABadOne() throws Exception {
        page.go("plugins");
        upload(Files.writeString(folder.resolve(PREFIX + "broken.jar"), "no jar at all"));
        page.says("not a jar: it does not begin as a zip file does");
        upload(jar("1.0.0", "throw new IllegalStateException(\"<b>no idea</b>\");"));
        page.says("it threw java.lang.IllegalStateException: <b>no idea</b>");
        upload(keeper());
        page.says("strategy exercised 2.0.0: serving");
        Files.writeString(PLUGINS.resolve(HOSTILE), "no jar either");

        page.says(HOSTILE).says("held").look("plugins-bad");
        page.go("plugins/strategy/exercised").says("it still holds something that it was handed");
        page.look("plugins-contract");
        assertThat(page.browser()
                        .value("document.querySelector('main img, main b') === null && document.title")
                        .asText())
                .startsWith("Plug-ins");
        page.hasNoFaults();
    }
}
