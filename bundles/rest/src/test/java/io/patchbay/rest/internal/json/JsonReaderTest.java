package io.patchbay.rest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() {
        assertThat(read("{\"a\":[1,2.5,\"x\",true,false,null,{}],\"b\":-3000000000}"))
                .isEqualTo(Map.of("a", Arrays.asList(1, 2.5, "x", true, false, null, Map.of()), "b", -3_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[NaN]", "[+1]", "{'a':1}", "[1,]", "{a:1}", "[01]"})
    void saysNothingOfItsOwnSettings(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageNotContainingAny("`", "enable", "Feature");
    }

    @Test
    void saysHowDeepIsTooDeepAndHowLongIsTooLong() {
        assertThatThrownBy(() -> read("[".repeat(100)))
                .hasMessageContaining("32")
                .hasMessageNotContaining("`");
        assertThatThrownBy(() -> read("9".repeat(200)))
                .hasMessageContaining("100")
                .hasMessageNotContaining("`");
    }

    @Test
    void keepsTheOrderOfMembers() {
        assertThat(((Map<?, ?>) read("{\"z\":1,\"a\":2}")).keySet().toString()).isEqualTo("[z, a]");
    }

    @Test
    void hasTheLastOfEqualMembersCount() {
        assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2));
    }

    @Test
    void readsPairsOfSurrogates() {
        assertThat(read("[\"\\ud83d\\ude00\"]")).isEqualTo(List.of("😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{a:1}",
                "[1,]",
                "1 2",
                "nul",
                "'a'",
                "[NaN]",
                "[1e999]",
                "\"\\u0000\"",
                "{\"\\u0000\":1}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "[01]",
                "\"\n\""
            })
    void refusesWhatIsNotOneGoodValue(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesWhatIsNoUnicode() {
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> read("[".repeat(50_000))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesNumbersThatTakeLongToRead() {
        assertThatThrownBy(() -> read("9".repeat(50_000))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void writesWhatItReads() {
        String json = "{\"a\":[1,2.5,\"x\\\"\",true,null],\"b\":{}}";
        Object value = read(json);
        assertThat(JsonText.bytes(target -> JsonText.value(target, value)))
                .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Object read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
