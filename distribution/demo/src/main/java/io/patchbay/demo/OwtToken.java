package io.patchbay.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.json.JSONObject;

/** What a client can read in a token: base64 of JSON, signed by the server. */
final class OwtToken {
    private OwtToken() {}

    /** The host and port of the portal that takes it. */
    static String portal(String token) {
        return decode(token).getString("host");
    }

    /** The same token with another id, whose signature no longer fits. */
    static String tamper(String token) {
        String json = decode(token).put("tokenId", "000000000000000000000000").toString();
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JSONObject decode(String token) {
        return new JSONObject(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
    }
}
