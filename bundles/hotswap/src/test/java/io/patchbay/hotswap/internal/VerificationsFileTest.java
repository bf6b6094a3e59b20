package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.ContractCheck;
import io.patchbay.api.hotswap.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationsFileTest {
    @TempDir
    private Path folder;

    private VerificationsFile file;

    @BeforeEach
    void open() {
        file = reopened();
    }

    private VerificationsFile reopened() {
        return new VerificationsFile(folder.resolve("verifications.json"));
    }

    private static Verification broken(int jar, String why) {
        ContractCheck check = new ContractCheck("the jar", "is one", ContractCheck.Result.FAILED, why);
        return new Verification(
                "%064x".formatted(jar), Verification.State.BROKEN, Instant.ofEpochMilli(jar), List.of(check), "");
    }

    @Test
    void keepsTheNewest() {
        for (int jar = 0; jar < VerificationsFile.MOST + 2; jar++) {
            file.add(broken(jar, "no idea"));
        }

        assertThat(reopened().read())
                .hasSize(VerificationsFile.MOST)
                .startsWith(broken(2, "no idea"))
                .endsWith(broken(VerificationsFile.MOST + 1, "no idea"));
    }

    @Test
    void keepsAsManyAsCanBeReadAgainHoweverLongTheyAre() {
        for (int jar = 0; jar < 100; jar++) {
            file.add(broken(jar, "\u0001".repeat(30_000)));
        }

        assertThat(reopened().read()).hasSizeGreaterThan(10).endsWith(broken(99, "\u0001".repeat(30_000)));
    }
}
