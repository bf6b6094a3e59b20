package io.patchbay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    @Test
    void befallsEveryFifthRequest() {
        assertThat(befallen("POST /compute/v2.1/servers 503 every 5")).containsExactly(5, 10);
    }

    @Test
    void befallsTheFirstRequests() {
        assertThat(befallen("GET /** cut first 2")).containsExactly(1, 2);
    }

    @Test
    void befallsOneRequest() {
        assertThat(befallen("GET /** lose once")).containsExactly(1);
    }

    @Test
    void befallsAllRequestsAfterSome() {
        assertThat(befallen("GET /** delay 100 after 8")).containsExactly(9, 10);
    }

    @Test
    void befallsAllRequestsUnlessItIsSaid() {
        assertThat(befallen("* /** 500")).hasSize(10);
    }

    @Test
    void fitsAnySegmentForAStar() {
        Fault fault = Fault.parse("DELETE /compute/v2.1/servers/* 500");

        assertThat(fault.fits("DELETE", "/compute/v2.1/servers/7")).isTrue();
        assertThat(fault.fits("DELETE", "/compute/v2.1/servers")).isFalse();
        assertThat(fault.fits("DELETE", "/compute/v2.1/servers/7/tags")).isFalse();
        assertThat(fault.fits("GET", "/compute/v2.1/servers/7")).isFalse();
    }

    @Test
    void fitsEverythingBelowForTwoStars() {
        Fault fault = Fault.parse("* /volume/** 500");

        assertThat(fault.fits("GET", "/volume/v3/p/volumes/7")).isTrue();
        assertThat(fault.fits("GET", "/compute/v2.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST",
                "POST /x",
                "POST x 503",
                "POST /x 200",
                "POST /x 503 sometimes",
                "POST /x delay",
                "POST /x 503 every 0",
                "post /x 503",
                "POST /**/x 503"
            })
    void refusesWhatIsNoFault(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.parse(written));
    }

    private static Integer[] befallen(String written) {
        Fault fault = Fault.parse(written);
        return LongStream.rangeClosed(1, 10)
                .filter(fault::befalls)
                .mapToObj(count -> (int) count)
                .toArray(Integer[]::new);
    }
}
