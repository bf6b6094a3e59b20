package io.patchbay.portal.internal.session;

import io.patchbay.api.store.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys that everybody knows. Immutable. */
public final class FakeKeys implements SigningKeys {
    private final String key;

    public FakeKeys() {
        this("key of ");
    }

    FakeKeys(String key) {
        this.key = key;
    }

    @Override
    public String sign(Use use, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            String keyText = key.equals("key of ") ? key + use : key;
            mac.init(new SecretKeySpec(keyText.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String hex = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean verify(Use use, String text, String signature) {
        return sign(use, text).equals(signature);
    }
}
