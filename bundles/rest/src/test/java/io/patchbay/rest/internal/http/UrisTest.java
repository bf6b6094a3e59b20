package io.patchbay.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {
    @Test
    void splitsAPath() {
        assertThat(Uris.segments("/v1/rooms/a")).contains(List.of("v1", "rooms", "a"));
    }

    @Test
    void passesOverOneSlashAtTheEnd() {
        assertThat(Uris.segments("/v1/rooms/")).contains(List.of("v1", "rooms"));
    }

    @Test
    void findsNoSegmentInTheRoot() {
        assertThat(Uris.segments("/")).contains(List.of());
    }

    @Test
    void decodesSegments() {
        assertThat(Uris.segments("/a%2Fb/%C5%BE+")).contains(List.of("a/b", "ž+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//", "/a//b", "/a//", "/%", "/%4", "/%zz", "/%ff", "/%00", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"
            })
    void findsNoRouteInAMalformedPath(String path) {
        assertThat(Uris.segments(path)).isEmpty();
    }

    @Test
    void readsParameters() {
        assertThat(Uris.parameters("a=1&b=x+y%26&c&=d&a=2&%zz=1"))
                .isEqualTo(Map.of("a", "1", "b", "x y&", "c", "", "", "d"));
    }
}
