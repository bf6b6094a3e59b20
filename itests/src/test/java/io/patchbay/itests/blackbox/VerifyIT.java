package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code patchbay verify} finds in jars that no node should serve with. */
class VerifyIT {
    @TempDir
    private Path folder;

    private NodeProcess.Finished verify(Path jar) throws IOException, InterruptedException {
        return NodeProcess.command("verify", jar.toString());
    }

    /** The lines below one check, or one plug-in. */
    private static String below(NodeProcess.Finished finished, String line) {
        assertThat(finished.output()).contains(line);
        return finished.output().substring(finished.output().indexOf(line));
    }

    @Test
    void passesWhatShipsWithPatchbay() throws Exception {
        Path plugins = Path.of(System.getProperty("patchbay.home"), "plugins");

        NodeProcess.Finished finished = verify(plugins.resolve("protocol-legacy-0.1.0.jar"));

        assertThat(finished.output()).contains("16 of 16 checks held").doesNotContain("✗");
        assertThat(finished.status()).isZero();
    }

    @Test
    void findsEachBadPluginOfAJarAndSaysWhatItDoes() throws Exception {
        Path jar = new SourceJar("bad.ones")
                .header("Export-Package", "com.example.bad")
                .strategy("thrower", "throw new IllegalStateException(\"no idea\");")
                .strategy(
                        "sleeper",
                        "try { Thread.sleep(5000); } catch (InterruptedException e) { } return Optional.empty();")
                .strategy("empty-handed", "return null;")
                .strategy(
                        "foreigner",
                        "return Optional.of(new Worker() { public String id() { return \"x\"; } public double load() { return 0; }"
                                + " public WorkerInfo info() { return WorkerInfo.of(1, Attributes.NONE); } });")
                .plugin(
                        "placement.Strategy",
                        "singleton",
                        "keeper",
                        "private final List<Decision> kept = new ArrayList<>();"
                                + "public Optional<Worker> choose(Decision d) { kept.add(d);"
                                + " return Optional.of(d.candidates().first()); }")
                .plugin(
                        "placement.Matcher",
                        "singleton",
                        "counter",
                        "private int calls;"
                                + "public Fit fit(Preference p, WorkerInfo w) { return ++calls % 3 == 0 ? Fit.UNFIT : Fit.FITS; }")
                .plugin(
                        "portal.ProtocolVersion",
                        "singleton",
                        "9.9",
                        "private final Map<String, String> remembered = new HashMap<>();"
                                + "public Decoded decode(CodecState s, ClientFrame f) { return new Decoded.Unknown(); }"
                                + "public Encoded encode(CodecState s, ServerMessage m) {"
                                + " return new Encoded(s, m instanceof ServerMessage.Notified ? List.of()"
                                + " : List.of(new Encoded.Wire.Ack(List.of(\"ok\")))); }")
                .write(folder, "bad-1.0.0.jar");

        NodeProcess.Finished finished = verify(jar);

        assertThat(finished.status()).isEqualTo(1);
        assertThat(below(finished, "✗ exports no package")).contains("it exports com.example.bad");
        assertThat(below(finished, "strategy 'thrower'"))
                .contains("choose threw java.lang.IllegalStateException: no idea", "at com.example.bad.Plugin0.choose");
        assertThat(below(finished, "strategy 'sleeper'"))
                .contains("choose did not return within 3000 ms", "– keeps nothing that it was handed (not tried)");
        assertThat(below(finished, "strategy 'empty-handed'")).contains("choose answered null");
        assertThat(below(finished, "strategy 'foreigner'")).contains("which was not among the candidates");
        assertThat(below(finished, "strategy 'keeper'"))
                .contains("add scope = ServiceScope.PROTOTYPE", "it still holds something that it was handed");
        assertThat(below(finished, "matcher 'counter'")).contains("✗ is pure", "verdicts are remembered");
        assertThat(below(finished, "protocol '9.9'"))
                .contains("remembered is a java.util.HashMap, which can change", "put it into the CodecState");
    }

    @Test
    void findsAThreadThatIsLeftBehind() throws Exception {
        Path jar = new SourceJar("leaking")
                .plugin(
                        "placement.Matcher",
                        "singleton",
                        "leaky",
                        "{ Thread t = new Thread(() -> { try { Thread.sleep(1000000); } catch (InterruptedException e) { } },"
                                + " \"the-leak\"); t.setDaemon(true); t.start(); }"
                                + "public Fit fit(Preference p, WorkerInfo w) { return Fit.FITS; }")
                .write(folder, "leaking.jar");

        NodeProcess.Finished finished = verify(jar);

        assertThat(below(finished, "✗ leaves no thread behind")).contains("the-leak", "@Deactivate");
        assertThat(below(finished, "✗ its classes leave the memory")).contains("something still holds them");
        assertThat(finished.status()).isEqualTo(1);
    }

    @Test
    void findsAJarThatDoesNotResolve() throws Exception {
        Path jar = new SourceJar("unresolvable")
                .header("Import-Package", "io.patchbay.api.placement,org.example.absent")
                .strategy("x", "return Optional.empty();")
                .write(folder, "unresolvable.jar");

        NodeProcess.Finished finished = verify(jar);

        assertThat(below(finished, "✗ a node takes it")).contains("org.example.absent");
        assertThat(finished.status()).isEqualTo(1);
    }

    @Test
    void findsAJarThatOffersNothing() throws Exception {
        NodeProcess.Finished finished = verify(new SourceJar("idle").write(folder, "idle.jar"));

        assertThat(below(finished, "✗ offers a plug-in")).contains("is @Component there");
        assertThat(finished.status()).isEqualTo(1);
    }

    @Test
    void looksAtEachOfThePluginsThatOneComponentIs() throws Exception {
        Path jar = new SourceJar("both")
                .plugin(
                        List.of("placement.Strategy", "placement.Matcher"),
                        "prototype",
                        "both",
                        "private int calls;"
                                + "public Optional<Worker> choose(Decision d) { return Optional.of(d.candidates().first()); }"
                                + "public Fit fit(Preference p, WorkerInfo w) { return ++calls % 3 == 0 ? Fit.UNFIT : Fit.FITS; }",
                        "")
                .write(folder, "both.jar");

        NodeProcess.Finished finished = verify(jar);

        assertThat(finished.output()).contains("strategy 'both'");
        assertThat(below(finished, "matcher 'both'")).contains("✗ is pure");
    }

    @Test
    void saysWhichServiceAComponentWaitsFor() throws Exception {
        Path jar = new SourceJar("waiting")
                .header(
                        "Import-Package",
                        "io.patchbay.api,io.patchbay.api.placement,io.patchbay.api.portal,io.patchbay.api.node")
                .plugin(
                        List.of("placement.Strategy"),
                        "prototype",
                        "waiting",
                        "public void bind(io.patchbay.api.node.Node node) {}"
                                + "public Optional<Worker> choose(Decision d) { return Optional.of(d.candidates().first()); }",
                        "<reference name=\"node\" interface=\"io.patchbay.api.node.Node\" bind=\"bind\"/>")
                .write(folder, "waiting.jar");

        NodeProcess.Finished finished = verify(jar);

        assertThat(below(finished, "✗ offers a plug-in"))
                .contains("waits for io.patchbay.api.node.Node, which verify does not offer");
    }

    @Test
    void findsAJarThatWasCut() throws Exception {
        byte[] whole = Files.readAllBytes(
                new SourceJar("cut").strategy("x", "return Optional.empty();").write(folder, "whole.jar"));

        NodeProcess.Finished finished =
                verify(Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2)));

        assertThat(below(finished, "✗ a node takes it")).contains("not a jar: truncated after");
        assertThat(finished.status()).isEqualTo(1);
    }

    @Test
    void findsAFileThatIsNoJar() throws Exception {
        NodeProcess.Finished finished = verify(Files.writeString(folder.resolve("text.jar"), "not a jar at all"));

        assertThat(below(finished, "✗ a node takes it")).contains("does not begin as a zip file does");
        assertThat(finished.status()).isEqualTo(1);
    }

    @Test
    void refusesWrongUsageInOneLine() throws Exception {
        assertThat(NodeProcess.command("verify"))
                .isEqualTo(new NodeProcess.Finished(2, "patchbay: usage: patchbay verify FILE.jar [--json]\n"));
        assertThat(NodeProcess.command("verify", "nowhere.jar"))
                .isEqualTo(new NodeProcess.Finished(2, "patchbay: nowhere.jar is no file\n"));
    }
}
