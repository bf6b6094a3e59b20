package io.patchbay.console.internal.gogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.console.internal.ShellStreams;
import io.patchbay.support.operator.Word;
import io.patchbay.support.operator.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a real shell. */
class PatchbayCommandsTest {
    private static final String WORKERS = "{\"workers\":[{\"id\":\"play-1\",\"purpose\":\"play\",\"load\":0.25}]}";

    private final List<OperatorRequest> asked = new ArrayList<>();
    private final CommandProcessorImpl shell = new CommandProcessorImpl(ShellStreams.get());
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private OperatorAnswer answer = new OperatorAnswer(200, WORKERS, Optional.empty());
    private CommandSession session;

    /** A command of the test. */
    public static final class Echo {
        public void shout() throws IOException {
            Process here = Process.Utils.current();
            String text = new String(here.in().readAllBytes(), StandardCharsets.UTF_8);
            here.out().print(text.toUpperCase(Locale.ROOT));
        }
    }

    @BeforeEach
    void begin() {
        OperatorApi api = request -> {
            asked.add(request);
            return CompletableFuture.completedFuture(answer);
        };
        PatchbayCommands commands = new PatchbayCommands(api, () -> Map.of("store", "no database"));
        for (Word word : Words.all()) {
            shell.addCommand("patchbay", commands, word.name());
        }
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        session = shell.createSession(new ByteArrayInputStream(new byte[0]), out, out);
    }

    @AfterEach
    void end() {
        session.close();
        shell.stop();
    }

    private String run(String line) throws Exception {
        session.execute(line);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsTheTableThatTheCommandLinePrints() throws Exception {
        assertThat(run("patchbay:workers"))
                .isEqualTo("WORKER  PURPOSE  LOAD  LIMIT  STATE  RESERVED  EXECUTING  SEATS  SILENT\n"
                        + "play-1  play      25%     0%  ready         0          0           0 ms\n");
    }

    @Test
    void printsIntoAPipe() throws Exception {
        shell.addCommand("test", new Echo(), "shout");
        answer = new OperatorAnswer(204, "", Optional.empty());

        assertThat(run("patchbay:unpin strategy least-used | test:shout"))
                .isEqualTo("THE BEST VERSION OF STRATEGY 'LEAST-USED' SERVES\n");
    }

    @Test
    void takesOptions() throws Exception {
        answer = new OperatorAnswer(200, "{\"total\":0,\"sessions\":[]}", Optional.empty());
        run("patchbay:sessions room1 --limit 5");

        assertThat(asked)
                .extracting(OperatorRequest::target)
                .containsExactly("/cluster/v1/sessions?limit=5&room=room1");
    }

    @Test
    void tellsTheNodeWhatTheCommandLineTells() throws Exception {
        answer = new OperatorAnswer(204, "", Optional.empty());

        assertThat(run("patchbay:pin strategy least-used 0.1.0"))
                .isEqualTo("strategy 'least-used' is pinned to version 0.1.0\n");
        assertThat(asked)
                .containsExactly(OperatorRequest.of(
                        "PUT", "/cluster/v1/plugins/strategy/least-used/pin", "{\"version\":\"0.1.0\"}", "gogo"));
    }

    @Test
    void asksForRecoveryJobs() throws Exception {
        answer = new OperatorAnswer(200, "{\"total\":0,\"jobs\":[]}", Optional.empty());

        assertThat(run("patchbay:jobs")).isEqualTo("no recovery jobs\n");
        assertThat(asked).extracting(OperatorRequest::target).containsExactly("/recovery/v1/jobs?limit=200");
    }

    @Test
    void saysWhoWritesInTheSession() throws Exception {
        session.put(PatchbayCommands.WHO, "127.0.0.1 (shell)");
        run("patchbay:workers");

        assertThat(asked).extracting(OperatorRequest::by).containsExactly("127.0.0.1 (shell)");
    }

    @Test
    void explainsAWord() throws Exception {
        assertThat(run("patchbay:pin --help")).startsWith("usage: patchbay:pin KIND NAME VERSION [--json]\n");
    }

    @Test
    void whatCannotBeMeantEndsAScript() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.execute("patchbay:pin strategy"))
                .withMessage("pin is written: patchbay:pin KIND NAME VERSION");
    }

    @Test
    void saysWhatTheNodeRefuses() {
        answer = new OperatorAnswer(404, "{\"detail\":\"No such a task\"}", Optional.empty());

        assertThatIllegalStateException()
                .isThrownBy(() -> session.execute("patchbay:tasks play nothing"))
                .withMessage("the node answered 404: No such a task");
    }

    @Test
    void saysWhoLeads() {
        answer = new OperatorAnswer(307, "", Optional.of(URI.create("http://10.0.0.2:8080/cluster/v1/workers")));

        assertThatIllegalStateException()
                .isThrownBy(() -> session.execute("patchbay:workers"))
                .withMessage("this node does not lead; ask the one at 10.0.0.2:8080");
    }

    @Test
    void saysWhyTheNodeIsNotReady() throws Exception {
        answer = new OperatorAnswer(200, "{\"node\":\"n1\"}", Optional.empty());

        assertThat(run("patchbay:status"))
                .startsWith("not ready: store: no database\n")
                .contains("n1");
    }

    @Test
    void everyWordOfTheCommandLineIsACommand() throws Exception {
        String component = "/OSGI-INF/" + PatchbayCommands.class.getName() + ".xml";
        try (InputStream xml = PatchbayCommands.class.getResourceAsStream(component)) {
            String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
            String functions = text.replaceAll("(?s).*<property name=\"osgi.command.function\"[^>]*>([^<]*)<.*", "$1");
            assertThat(Pattern.compile("\\s+").splitAsStream(functions.strip()))
                    .containsExactlyInAnyOrderElementsOf(
                            Words.all().stream().map(Word::name).toList());
        }
    }
}
