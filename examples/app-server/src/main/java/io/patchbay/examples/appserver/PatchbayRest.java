package io.patchbay.examples.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The three calls of the REST API that an application server needs, signed with its service's key (MAuth). Thread-safe. */
final class PatchbayRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PER_PAGE = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;
    private final String service;
    private final String key;

    PatchbayRest(URI url, String service, String key) {
        this.url = url;
        this.service = service;
        this.key = key;
    }

    /** The id of the first room of that name. */
    Optional<String> findRoom(String name) throws IOException, InterruptedException, RestException {
        for (int page = 1; ; page++) {
            JsonNode rooms = JSON.readTree(send("GET", "/v1/rooms?page=" + page + "&per_page=" + PER_PAGE, ""));
            for (JsonNode room : rooms) {
                if (room.path("name").asText().equals(name)) {
                    return Optional.of(room.path("_id").asText());
                }
            }
            if (rooms.size() < PER_PAGE) {
                return Optional.empty();
            }
        }
    }

    /** Makes a room and answers its id. */
    String createRoom(String name) throws IOException, InterruptedException, RestException {
        String room = send("POST", "/v1/rooms", JSON.writeValueAsString(Map.of("name", name)));
        return JSON.readTree(room).path("_id").asText();
    }

    /** Makes a token, which the browser takes to the portal as it is. */
    String createToken(String room, String user, String role) throws IOException, InterruptedException, RestException {
        String body = JSON.writeValueAsString(Map.of("user", user, "role", role));
        return send("POST", "/v1/rooms/" + room + "/tokens", body);
    }

    private String send(String method, String path, String body)
            throws IOException, InterruptedException, RestException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", authorization())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new RestException(response.statusCode(), reason(response.body()));
        }
        return response.body();
    }

    /** Errors read {@code {"error":{"code":1003,"message":"Room not found"}}}. */
    private static String reason(String body) {
        try {
            return JSON.readTree(body).path("error").path("message").asText("refused");
        } catch (IOException noJson) {
            return "refused";
        }
    }

    /** No spaces after the commas and no quotes: the protocol has none. */
    private String authorization() {
        String timestamp = String.valueOf(System.currentTimeMillis());
        String cnonce = UUID.randomUUID().toString().replace("-", "");
        return "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_serviceid=" + service
                + ",mauth_cnonce=" + cnonce + ",mauth_timestamp=" + timestamp
                + ",mauth_signature=" + sign(key, timestamp + "," + cnonce);
    }

    /** Base64 of the digest's hexadecimal text. */
    static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            String hex = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }
}
