package io.patchbay.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONObject;

/** The OWT REST API as an application server calls it, in the name of one service; signs every request (MAuth). Thread-safe. */
final class OwtRest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI server;
    private final String service;
    private final String key;

    OwtRest(HttpClient http, URI server, String service, String key) {
        this.http = http;
        this.server = server;
        this.service = service;
        this.key = key;
    }

    /** Makes another service; only the super service may. Answers its id. */
    String createService(String name, String newKey) throws IOException, InterruptedException, StepFailedException {
        String body = new JSONObject().put("name", name).put("key", newKey).toString();
        return new JSONObject(post("/services", body)).getString("_id");
    }

    /** The rooms of this service, as JSON. */
    String listRooms() throws IOException, InterruptedException, StepFailedException {
        return send("GET", "/v1/rooms", BodyPublishers.noBody());
    }

    /** Makes a room and answers its id. */
    String createRoom(String name) throws IOException, InterruptedException, StepFailedException {
        return new JSONObject(
                        post("/v1/rooms", new JSONObject().put("name", name).toString()))
                .getString("_id");
    }

    /** Asks for a token; it is a text that the client passes on as it is. */
    String createToken(String room, String user, String role)
            throws IOException, InterruptedException, StepFailedException {
        String body = new JSONObject().put("user", user).put("role", role).toString();
        return post("/v1/rooms/" + room + "/tokens", body);
    }

    private String post(String path, String body) throws IOException, InterruptedException, StepFailedException {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    private String send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException, StepFailedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(BOUND)
                .header("Authorization", authorization())
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new StepFailedException(
                    method + " " + path + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private String authorization() {
        String timestamp = String.valueOf(System.currentTimeMillis());
        String cnonce = UUID.randomUUID().toString().replace("-", "");
        return String.join(
                ",", // and no spaces after it: the protocol's parser does not skip them
                "MAuth realm=http://marte3.dit.upm.es",
                "mauth_signature_method=HMAC_SHA256",
                "mauth_serviceid=" + service,
                "mauth_cnonce=" + cnonce,
                "mauth_timestamp=" + timestamp,
                "mauth_signature=" + sign(key, timestamp + "," + cnonce));
    }

    /** Base64 of the hexadecimal text of the digest: the protocol wants it so. */
    static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            String hex = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA256", missing);
        }
    }
}
