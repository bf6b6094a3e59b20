package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.portal.internal.Json;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    private static final FakeKeys KEYS = new FakeKeys("6d96729ffd07202e7a65ac81278c43a2c87fc6367736431e614607e9d3ceee20"
            + "1f9680cdfcb88df508829e9810c46aaf02c9cc8dcf46369de122ee5b22ec963c"); // owt-server, 1.5
    private static final String PLAIN =
            "YjZkYThiNjQyOTc5OTgwMTFlY2NkMTUyNTk0ODc2MmE1NDgwNzczYTkzYTY5NzNjYzhkMzcyZWMyMDhjNGRjYg==";
    private static final String WITH_WEB_TRANSPORT =
            "NTEwODA1YjBjYzM3MmIyMzhhMjE3OWVkMTRjMzFkMzEyOGRmNjQ2YzIyYzM0ZGU5OTg5MTRjYTg1MDI2OTQyOQ==";
    private static final String OF_4_3 =
            "ZTIwZTI0YzYyMDFmMTQ1OTc3ZTBkZTdhMDMyZTJhYTkwMTJiZjNhY2E5OTZjNzA1Y2ZiZGU1ODhjMDY3MmFkYw==";

    private static String token(String signature, String... webTransportUrl) {
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("tokenId", "573eab88111478bb3526421b");
        token.put("host", "10.239.158.161:8080");
        token.put("secure", true);
        for (String url : webTransportUrl) {
            token.put("webTransportUrl", url);
        }
        token.put("signature", signature);
        return Base64.getEncoder().encodeToString(Json.write("", token));
    }

    private static void expectRefusal(String base64, String reason) {
        assertThatExceptionOfType(TokenText.RefusedException.class)
                .isThrownBy(() -> TokenText.read(base64, KEYS))
                .withMessage(reason);
    }

    @Test
    void acceptsTheReferenceSignature() throws TokenText.RefusedException {
        assertThat(TokenText.read(token(PLAIN), KEYS).id()).isEqualTo("573eab88111478bb3526421b");
    }

    @Test
    void acceptsTheReferenceSignatureOfAWebTransportUrl() throws TokenText.RefusedException {
        assertThat(TokenText.read(token(WITH_WEB_TRANSPORT, "https://q:7700/"), KEYS)
                        .id())
                .isEqualTo("573eab88111478bb3526421b");
    }

    @Test
    void refusesTheSignatureOfTheGenerationBefore() {
        expectRefusal(token(OF_4_3), "Invalid token signature");
    }

    @Test
    void refusesAWebTransportUrlThatWasNotSigned() {
        expectRefusal(token(PLAIN, "https://q:7700/"), "Invalid token signature");
    }

    @Test
    void refusesUnsignedMembersOfTypesThatNoTokenHas() {
        for (String member :
                List.of("\"secure\":\"false\"", "\"secure\":0", "\"webTransportUrl\":[\"https://q:7700/\"]")) {
            String json = "{\"tokenId\":\"573eab88111478bb3526421b\",\"host\":\"10.239.158.161:8080\"," + member
                    + ",\"signature\":\"" + PLAIN + "\"}";
            expectRefusal(
                    Base64.getEncoder().encodeToString(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    "Invalid token signature");
        }
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String json : List.of("1", "[]", "\"x\"", "{}", "{\"tokenId\":1,\"host\":2,\"signature\":3}")) {
            expectRefusal(
                    Base64.getEncoder().encodeToString(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    "Invalid token signature");
        }
    }

    @Test
    void refusesWhatIsNoJson() {
        expectRefusal("", "Malformed token");
        expectRefusal("not base64 at all!", "Malformed token");
        expectRefusal("x".repeat(20_000), "Malformed token");
    }

    @Test
    void refusesAnythingElseInOrder() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] junk = new byte[random.nextInt(60)];
            random.nextBytes(junk);
            String text = new String(junk, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThatExceptionOfType(TokenText.RefusedException.class).isThrownBy(() -> TokenText.read(text, KEYS));
        }
    }
}
