package io.patchbay.rest.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as OWT's REST client does: written from owt-server 1.3 alone, not from the code under test. No state. */
public final class MAuthClient {
    private MAuthClient() {}

    public static String header(String service, String key, long timestamp, String cnonce) {
        return header(service, timestamp, cnonce, "", sign(key, timestamp + "," + cnonce));
    }

    public static String header(String service, String key, long timestamp, String cnonce, String user, String role) {
        String name = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return header(
                service,
                timestamp,
                cnonce,
                ",mauth_username=" + name + ",mauth_role=" + role,
                sign(key, timestamp + "," + cnonce + "," + name + "," + role));
    }

    public static String header(String service, long timestamp, String cnonce, String more, String signature) {
        return "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_serviceid=" + service
                + ",mauth_cnonce=" + cnonce + ",mauth_timestamp=" + timestamp + more + ",mauth_signature=" + signature;
    }

    public static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hex = HexFormat.of()
                    .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
                    .getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder().encodeToString(hex);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
