package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

class OwtTokenTest {
    private final String token =
            encode("{\"tokenId\":\"573eab88111478bb3526421b\",\"host\":\"h:1\",\"signature\":\"s\"}");

    @Test
    void namesItsPortal() {
        assertThat(OwtToken.portal(token)).isEqualTo("h:1");
    }

    @Test
    void isAnotherTokenUnderTheSameSignatureOnceTampered() {
        JSONObject tampered =
                new JSONObject(new String(Base64.getDecoder().decode(OwtToken.tamper(token)), StandardCharsets.UTF_8));

        assertThat(tampered.getString("tokenId")).isNotEqualTo("573eab88111478bb3526421b");
        assertThat(tampered.getString("signature")).isEqualTo("s");
    }

    private static String encode(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
