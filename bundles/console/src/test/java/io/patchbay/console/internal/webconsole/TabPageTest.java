package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabPageTest {
    private final FakeNode node = new FakeNode();

    private String page() throws InterruptedException {
        return new TabPage(node, new FormProof()).render(Optional.empty());
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "' autofocus onfocus='x",
                "${appRoot}",
                "</td><b>x"
            })
    void namesFromElsewhereStayText(String hostile) throws Exception {
        String name = json(hostile);
        node.on(
                        "/plugins",
                        "{\"plugins\":[{\"kind\":\"strategy\",\"name\":\"" + name + "\",\"version\":\"" + name
                                + "\",\"state\":\"" + name + "\",\"faults\":1,\"lastFault\":\"" + name
                                + "\",\"file\":\""
                                + name + "\",\"shadow\":[\"" + name + "\"]}],\"rejected\":[{\"file\":\"" + name
                                + "\",\"reason\":\"" + name + "\"}],\"notices\":[{\"subject\":\"" + name
                                + "\",\"text\":\"" + name
                                + "\"}]}")
                .on(
                        "/sessions?limit=100",
                        "{\"total\":1,\"sessions\":[{\"participant\":\"p\",\"user\":\"" + name + "\",\"role\":\"" + name
                                + "\"}]}")
                .on("/rooms?limit=100", "{\"total\":1,\"rooms\":[{\"id\":\"r\",\"name\":\"" + name + "\"}]}")
                .on(
                        "/workers",
                        "{\"workers\":[{\"id\":\"" + name + "\",\"purpose\":\"" + name + "\",\"tasks\":[\"" + name
                                + "\"]}]}")
                .on(
                        "/experiments",
                        "{\"experiments\":[{\"mode\":\"" + name + "\",\"kind\":\"" + name + "\",\"scope\":\"" + name
                                + "\",\"ended\":\"" + name + "\",\"state\":\"" + name + "\"}]}");

        assertThat(page()).doesNotContain(hostile);
    }

    @Test
    void showsTheFaultsOfAPluginWithTheReason() throws Exception {
        node.on(
                "/plugins",
                "{\"plugins\":[{\"kind\":\"strategy\",\"name\":\"mine\",\"version\":\"1.0.0\",\"state\":\"faulty\","
                        + "\"faults\":5,\"lastFault\":\"took 60 ms of 50\"}]}");

        assertThat(page())
                .contains("badge bad\">faulty", "took 60 ms of 50", "value=\"clear\"", "value=\"pin\"")
                .doesNotContain("value=\"unpin\"");
    }

    @Test
    void showsWhatThereIsToKnowOfPlugins() throws Exception {
        node.on(
                "/plugins",
                "{\"plugins\":[],\"notices\":[{\"subject\":\"strategy 'x'\",\"text\":\"is offered by different bundles\"}]}");

        assertThat(page()).contains("Note: strategy &#39;x&#39; is offered by different bundles");
    }

    @Test
    void whatIsPinnedCanBeUnpinned() throws Exception {
        node.on(
                "/plugins",
                "{\"plugins\":[{\"kind\":\"strategy\",\"name\":\"mine\",\"version\":\"1.0.0\",\"pinned\":true}]}");

        assertThat(page()).contains("value=\"unpin\"").doesNotContain("value=\"pin\"");
    }

    @Test
    void offersEveryKindThatCanBeTried() throws Exception {
        node.on(
                "/plugins",
                "{\"plugins\":[{\"kind\":\"protocol\",\"name\":\"1.2\",\"version\":\"0.2.0\"},"
                        + "{\"kind\":\"namespace\",\"name\":\"echo\",\"version\":\"1.0.0\"}]}");

        assertThat(page())
                .contains("<option value=\"protocol 1.2 0.2.0\">")
                .doesNotContain("<option value=\"namespace echo 1.0.0\">");
    }

    @Test
    void saysHowManyRowsItDoesNotShow() throws Exception {
        node.on(
                "/workers",
                IntStream.range(0, 250)
                        .mapToObj(i -> "{\"id\":\"w" + i + "\"}")
                        .collect(Collectors.joining(",", "{\"workers\":[", "]}")));

        assertThat(page()).contains("first 100 of 250", ">w99<").doesNotContain(">w100<");
    }

    @Test
    void aPartThatIsMissingLeavesTheOthersAlone() throws Exception {
        node.without("/workers").without("/sessions?limit=100");

        assertThat(page()).contains("nothing for /workers", "nothing for /sessions", "no rooms", "id=\"plugins\"");
    }

    @Test
    void everyFormCarriesTheProof() throws Exception {
        node.on("/plugins", "{\"plugins\":[{\"kind\":\"strategy\",\"name\":\"mine\",\"version\":\"1\",\"faults\":1}]}")
                .on(
                        "/experiments",
                        "{\"experiments\":[{\"mode\":\"canary\",\"kind\":\"strategy\",\"scope\":\"play\"}]}");

        String page = page();

        assertThat(page.split("<form", -1).length)
                .isGreaterThan(4)
                .isEqualTo(page.split("name=\"proof\" value=\"[0-9a-f]{32}\"", -1).length);
    }
}
