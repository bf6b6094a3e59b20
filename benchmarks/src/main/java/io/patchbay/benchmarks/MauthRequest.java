package io.patchbay.benchmarks;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests signed as the stock clients of the OWT HTTP API sign them. Thread-safe. */
public final class MauthRequest {
    private final AtomicLong nonce = new AtomicLong(System.nanoTime());
    private final String url;
    private final String service;
    private final SecretKeySpec key;

    public MauthRequest(String url, String service, String key) {
        this.url = url;
        this.service = service;
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** The value of the header {@code Authorization}, for one request. */
    public String authorization() {
        String signed = System.currentTimeMillis() + "," + Long.toHexString(nonce.incrementAndGet());
        String[] parts = signed.split(",", -1);
        return "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_serviceid=" + service
                + ",mauth_cnonce=" + parts[1] + ",mauth_timestamp=" + parts[0] + ",mauth_signature="
                + signature(signed);
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String hex = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }
}
