package io.patchbay.lobby.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountIdsTest {
    @Test
    void areKeptInLowerCase() {
        assertThat(AccountIds.kept("Ann-B_c.9:@")).contains("ann-b_c.9:@");
        assertThat(AccountIds.keptOrStandIn("ANN")).isEqualTo("ann");
    }

    @Test
    void areMadeOfAsciiBeforeTheyAreMadeLower() {
        assertThat(List.of("", "an n", "\u212a", "ann\0", "x".repeat(65)))
                .allSatisfy(none -> assertThat(AccountIds.kept(none)).isEmpty());
    }

    @Test
    void haveFewShortStandInsThatNoAccountHas() {
        assertThat(IntStream.range(0, 50_000)
                        .mapToObj(number -> AccountIds.keptOrStandIn("x".repeat(100) + number))
                        .collect(Collectors.toSet()))
                .hasSizeLessThanOrEqualTo(4_096)
                .allSatisfy(standIn -> assertThat(standIn.length()).isLessThanOrEqualTo(5))
                .allSatisfy(standIn -> assertThat(AccountIds.kept(standIn)).isEmpty());
    }
}
