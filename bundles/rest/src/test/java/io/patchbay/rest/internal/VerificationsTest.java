package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.ContractCheck;
import io.patchbay.api.hotswap.Verification;
import io.patchbay.api.hotswap.Verifications;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether jars hold to the contracts of their plug-ins. */
class VerificationsTest {
    private static final String BASE = "/cluster/v1/verifications";
    private static final String SHA256 = "ab".repeat(32);

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void hasAJarVerified() {
        assertThat(api.asAdmin("PUT", BASE + "/" + SHA256, "").statusCode()).isEqualTo(202);
        assertThat(api.verifications.asked).containsExactly(SHA256);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_JAR,404,unknown-plugin", "BUSY,503,busy", "UNAVAILABLE,409,verify-unavailable"})
    void saysWhyItDoesNot(Verifications.Begun answer, int status, String code) {
        api.verifications.answer = answer;
        Json.assertProblem(api.asAdmin("PUT", BASE + "/" + SHA256, ""), status, code);
    }

    @Test
    void tellsEachCheckWithItsResult() {
        api.verifications.found.add(new Verification(
                SHA256,
                Verification.State.BROKEN,
                Instant.EPOCH,
                List.of(
                        new ContractCheck("the jar", "exports no package", ContractCheck.Result.HELD, ""),
                        new ContractCheck("strategy 'x'", "is pure", ContractCheck.Result.FAILED, "it is not")),
                ""));

        String found = api.asAdmin("GET", BASE, "").body();
        assertThat(Json.at(found, "verifications", 0, "state")).isEqualTo("broken");
        assertThat(Json.at(found, "verifications", 0, "checks"))
                .isEqualTo(List.of(
                        Map.of("about", "the jar", "check", "exports no package", "result", "held"),
                        Map.of("about", "strategy 'x'", "check", "is pure", "result", "failed", "why", "it is not")));
    }

    @Test
    void saysWhyItCouldNotBeFoundOut() {
        api.verifications.found.add(
                new Verification(SHA256, Verification.State.FAILED, Instant.EPOCH, List.of(), "no Java"));

        assertThat(Json.at(api.asAdmin("GET", BASE, "").body(), "verifications", 0, "problem"))
                .isEqualTo("no Java");
    }
}
