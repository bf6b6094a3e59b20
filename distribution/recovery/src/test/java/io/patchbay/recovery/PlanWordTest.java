package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.api.recovery.plan.Plans;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of {@code plan}, and of {@code recover} where nothing is begun. */
class PlanWordTest {
    private static final String SMALL = "../../examples/recovery/small.yaml";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysThatAPlanCanBeCarriedOut() throws Exception {
        assertThat(run("plan", "validate", SMALL)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(SMALL + " can be carried out: 17 tasks\n");
    }

    @Test
    void listsEveryFaultAsCompilersDo() throws Exception {
        Path file =
                Files.writeString(folder.resolve("bad.yaml"), "schema: 1\nname: p\ncluster: c\ntenants: [{id: 5}]\n");

        assertThat(run("plan", "validate", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        file + ":4: wrong-type at /tenants/0/id: it must be a string but is a number",
                        file + ":4: missing at /tenants/0: it lacks 'name', a string",
                        "patchbay: " + file + " has 2 faults; nothing was begun");
    }

    @Test
    void namesFileLineAndPlaceOfEveryKindOfFault() throws Exception {
        Path file = Files.writeString(
                folder.resolve("bad.yaml"),
                """
                schema: 1
                name: p
                cluster: c
                colour: blue
                tenants:
                  - {id: t, name: t}
                  - {id: t, name: 5}
                specs:
                  - {id: s, name: s, vcpus: 1, memory_mib: 1}
                instances:
                  - {id: a, tenant: t, name: a, spec: s, starts_after: [b]}
                  - {id: b, tenant: t, name: b, spec: s, starts_after: [a]}
                  - {id: d, tenant: nobody, name: d, spec: s}
                """);

        assertThat(run("plan", "preview", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceAll("(: [a-z-]+ at \\S+): .*", "$1")))
                .containsExactly(
                        file + ":4: unknown-key at /colour",
                        file + ":7: wrong-type at /tenants/1/name",
                        file + ":7: duplicate-id at /tenants/1/id",
                        file + ":9: missing at /specs/0",
                        file + ":11: cycle at /instances/0/starts_after",
                        file + ":13: dangling-reference at /instances/2/tenant",
                        "patchbay: " + file + " has 6 faults; nothing was begun");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void refusesAnotherVersionOfTheFormat() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "name: p\nschema: 2\ncluster: c\n");

        assertThat(run("plan", "validate", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith(file + ":2: wrong-schema at /schema: it must be 1, the version of the format");
    }

    @Test
    void refusesAPlanThatIsTooLong() throws Exception {
        Path file = Files.write(folder.resolve("bad.yaml"), new byte[Plans.MAX_BYTES + 5000]);

        assertThat(run("plan", "validate", file.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith(file + ":1: oversize: a plan must have at most 8388608 bytes");
    }

    @Test
    void listsFaultsForPrograms() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "schema: 1\nname: p\n");

        assertThat(run("plan", "validate", file.toString(), "--json")).isEqualTo(2);
        JsonNode fault =
                new ObjectMapper().readTree(out.toByteArray()).path("faults").path(0);
        assertThat(fault.path("code").asText()).isEqualTo("missing");
        assertThat(fault.path("line").asInt()).isEqualTo(1);
    }

    @Test
    void previewsWavesSharesAndTheCriticalPath() throws Exception {
        assertThat(run("plan", "preview", SMALL, "--data", folder.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("small shop onto site-b: 17 tasks")
                .contains("create.tenant")
                .contains("network/front/site-b")
                .contains(
                        "critical path: tenant.shop > copy.db-disk > import.db-disk > instance.db-1 > instance.web-1");
    }

    @Test
    void previewsForPrograms() throws Exception {
        assertThat(run("plan", "preview", SMALL, "--data", folder.toString(), "--json"))
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toByteArray()).path("tasks").asInt())
                .isEqualTo(17);
    }

    @Test
    void asksANodeWhoHoldsNowWhatIsShared() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "admin-token");
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer =
                """
                {"types":[{"type":"create.tenant","handler":"2.1.0"}],"shared":[
                  {"key":"tenant/shop/site-b","made":true,"confirmed":false,"holders":["drill-7","drill-8"]},
                  {"key":"network/front/site-b","made":false,"confirmed":false,"holders":[]}]}
                """
                        .getBytes(StandardCharsets.UTF_8);
        node.createContext("/recovery/v1/plans/preview", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        node.start();
        try {
            String url = "http://127.0.0.1:" + node.getAddress().getPort();
            assertThat(run("plan", "preview", SMALL, "--url", url, "--token-file", token.toString()))
                    .isZero();
        } finally {
            node.stop(0);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("create\\.tenant +1 .*2\\.1\\.0")
                .containsPattern("tenant/shop/site-b +tenant\\.shop +there, held by job drill-7, drill-8 ")
                .containsPattern("network/front/site-b +network\\.front +not there ")
                .containsPattern("spec/small/site-b +spec\\.small +not known ");
    }

    @Test
    void refusesAFileThatIsNotThere() throws Exception {
        assertThat(run("plan", "validate", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("patchbay: nowhere.yaml cannot be read");
    }

    @Test
    void refusesOtherWords() throws Exception {
        assertThat(run("plan", "guess", SMALL)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("patchbay: plan is written: ");
    }

    @Test
    void beginsNothingOfAPlanWithFaults() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "schema: 3\n");
        Path data = folder.resolve("data");

        assertThat(run("recover", file.toString(), "--data", data.toString())).isEqualTo(2);
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesOptionsOfRecoverThatContradict() throws Exception {
        assertThat(run("recover", SMALL, "--drill", "--confirm")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("only one of --drill, --confirm and --rollback");
    }

    private int run(String... arguments) throws InterruptedException {
        return RecoveryCommand.run(
                folder,
                List.of(arguments),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
