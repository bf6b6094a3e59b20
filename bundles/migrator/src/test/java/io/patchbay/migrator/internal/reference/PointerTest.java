package io.patchbay.migrator.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON pointers, with the examples of RFC 6901. */
class PointerTest {
    private static final Map<String, Object> EXAMPLE = example();

    private static Map<String, Object> example() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("foo", List.of("bar", "baz"));
        members.put("", 0);
        members.put("a/b", 1);
        members.put("c%d", 2);
        members.put("e^f", 3);
        members.put("g|h", 4);
        members.put("i\\j", 5);
        members.put("k\"l", 6);
        members.put(" ", 7);
        members.put("m~n", 8);
        return members;
    }

    @Test
    void anEmptyPointerIsTheWholeDocument() {
        assertThat(at(Pointer.of(""))).isEqualTo(EXAMPLE);
        assertThat(at(Pointer.ofFragment(""))).isEqualTo(EXAMPLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "/foo/0!bar",
                "/!0",
                "/a~1b!1",
                "/c%d!2",
                "/e^f!3",
                "/g|h!4",
                "/i\\j!5",
                "/k\"l!6",
                "`/ `!7",
                "/m~0n!8"
            })
    void findsWhatTheStandardFindsByItsStrings(String pointer, String value) {
        assertThat(String.valueOf(at(Pointer.of(pointer)))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "/foo/0!bar",
                "/!0",
                "/a~1b!1",
                "/c%25d!2",
                "/e%5Ef!3",
                "/g%7Ch!4",
                "/i%5Cj!5",
                "/k%22l!6",
                "/%20!7",
                "/m~0n!8"
            })
    void findsWhatTheStandardFindsByItsFragments(String fragment, String value) {
        assertThat(String.valueOf(at(Pointer.ofFragment(fragment)))).isEqualTo(value);
    }

    @Test
    void findsAnArrayAsAWhole() {
        assertThat(at(Pointer.of("/foo"))).isEqualTo(List.of("bar", "baz"));
        assertThat(at(Pointer.ofFragment("/foo"))).isEqualTo(List.of("bar", "baz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "01", "00", "+1", "-1", "1.0", "1e0", "", " 1", "2", "99999999999", "١"})
    void takesNothingButPlainNumbersForElements(String token) {
        assertThat(Pointer.has(List.of("bar", "baz"), token)).isFalse();
    }

    @Test
    void unescapesSlashesBeforeTildes() {
        assertThat(Pointer.of("/~01").tokens()).containsExactly("~1");
    }

    @Test
    void decodesPercentSignsOnce() {
        assertThat(Pointer.ofFragment("/a%2525b").tokens()).containsExactly("a%25b");
    }

    @Test
    void decodesBeforeItSplits() {
        assertThat(Pointer.ofFragment("/a%2Fb").tokens()).containsExactly("a", "b");
    }

    @Test
    void keepsEmptyTokens() {
        assertThat(Pointer.of("//a/").tokens()).containsExactly("", "a", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "/~", "/~2", "/a~", "#/a"})
    void refusesWhatIsNoPointer(String text) {
        assertThatThrownBy(() -> Pointer.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%2", "/%g0", "/%+1", "/%ff"})
    void refusesWhatIsWrittenWrongInAFragment(String text) {
        assertThatThrownBy(() -> Pointer.ofFragment(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Object at(Pointer pointer) {
        Object value = EXAMPLE;
        for (String token : pointer.tokens()) {
            assertThat(Pointer.has(value, token)).as(token).isTrue();
            value = Pointer.get(value, token);
        }
        return value;
    }
}
