package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.SigningKeys.Use;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    // owt-server 1.5, vectors
    private static final String KEY =
            "6d96729ffd07202e7a65ac81278c43a2c87fc6367736431e614607e9d3ceee201f9680cdfcb88df508829e9810"
                    + "c46aaf02c9cc8dcf46369de122ee5b22ec963c";
    private static final String TEXT = "573eab88111478bb3526421b,10.239.158.161:8080";

    private final KeyRing keys = new KeyRing(Map.of(Use.TOKEN, KEY, Use.TICKET, "other"));

    @Test
    void signsAsFourThreeDoes() {
        assertThat(keys.sign(Use.TOKEN, TEXT))
                .isEqualTo("ZTIwZTI0YzYyMDFmMTQ1OTc3ZTBkZTdhMDMyZTJhYTkwMTJiZjNhY2E5OTZjNzA1Y2ZiZGU1ODhjMDY3MmFkYw==");
    }

    @Test
    void signsAsFiveDoesWithoutWebTransport() {
        assertThat(keys.sign(Use.TOKEN, TEXT + ",undefined"))
                .isEqualTo("YjZkYThiNjQyOTc5OTgwMTFlY2NkMTUyNTk0ODc2MmE1NDgwNzczYTkzYTY5NzNjYzhkMzcyZWMyMDhjNGRjYg==");
    }

    @Test
    void signsAsFiveDoesWithWebTransport() {
        assertThat(keys.sign(Use.TOKEN, TEXT + ",https://q:7700/"))
                .isEqualTo("NTEwODA1YjBjYzM3MmIyMzhhMjE3OWVkMTRjMzFkMzEyOGRmNjQ2YzIyYzM0ZGU5OTg5MTRjYTg1MDI2OTQyOQ==");
    }

    @Test
    void verifiesWhatItSigned() {
        assertThat(keys.verify(Use.TOKEN, TEXT, keys.sign(Use.TOKEN, TEXT))).isTrue();
    }

    @Test
    void rejectsEverythingElse() {
        String signature = keys.sign(Use.TOKEN, TEXT);

        assertThat(keys.verify(Use.TOKEN, TEXT + " ", signature)).isFalse();
        assertThat(keys.verify(Use.TICKET, TEXT, signature)).isFalse();
        assertThat(keys.verify(Use.TOKEN, TEXT, signature.substring(1))).isFalse();
        assertThat(keys.verify(Use.TOKEN, TEXT, "")).isFalse();
        assertThat(keys.verify(Use.TOKEN, TEXT, "ünïcode")).isFalse();
    }
}
