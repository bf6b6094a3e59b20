package io.patchbay.lobby.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HasherTest {
    private static final HashCost CHEAP = new HashCost(64, 2, 1);

    private final Hasher hasher = new Hasher();

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 8 -p 1 -e}. */
    @Test
    void makesTheHashesOfTheReference() {
        PasswordHash known = PasswordHash.parse(
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")
                .orElseThrow();

        assertThat(hasher.matches(octets("password"), known)).isTrue();
        assertThat(hasher.matches(octets("Password"), known)).isFalse();
    }

    @Test
    void makesTheSameHashInMemoryThatWasUsedBefore() {
        byte[] salt = octets("0123456789abcdef");
        String first = hasher.hash(octets("secret"), CHEAP, salt).text();
        hasher.hash(octets("another"), CHEAP, octets("fedcba9876543210"));
        hasher.hash(octets("another"), new HashCost(128, 1, 2), salt);

        assertThat(hasher.hash(octets("secret"), CHEAP, salt).text()).isEqualTo(first);
    }

    @Test
    void readsWhatItWrote() {
        String text =
                hasher.hash(octets("secret"), CHEAP, octets("0123456789abcdef")).text();

        PasswordHash read = PasswordHash.parse(text).orElseThrow();
        assertThat(read.cost()).isEqualTo(CHEAP);
        assertThat(read.text()).isEqualTo(text);
        assertThat(hasher.matches(octets("secret"), read)).isTrue();
    }

    @Test
    void takesNoOtherTextForAHash() {
        assertThat(List.of(
                        "",
                        "$2a$10$abcdefghijklmnopqrstuv",
                        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
                .allSatisfy(text -> assertThat(PasswordHash.parse(text)).isEmpty());
    }

    @Test
    void tellsNothingOfAHash() {
        PasswordHash hash = hasher.hash(octets("secret"), CHEAP, octets("0123456789abcdef"));

        assertThat(hash.toString())
                .doesNotContain(hash.text().substring(hash.text().lastIndexOf('$') + 1));
    }

    @Test
    void refusesCostsThatCannotBe() {
        assertThatThrownBy(() -> new HashCost(15, 1, 2)).hasMessageContaining("memoryKib");
        assertThatThrownBy(() -> new HashCost(64, 0, 1)).hasMessageContaining("iterations");
        assertThatThrownBy(() -> new HashCost(1_024, 1, 17)).hasMessageContaining("parallelism");
    }
}
