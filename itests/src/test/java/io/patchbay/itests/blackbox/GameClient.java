package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Keeps its resources current as a game's client does, and believes nothing that is not signed. Confined to the test's thread. */
final class GameClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it has: text by path. */
    final Map<String, String> files = new HashMap<>();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String node;
    private final PublicKey key;
    private String version = "";

    GameClient(NodeProcess node) throws IOException, InterruptedException, GeneralSecurityException {
        this.node = node.url();
        byte[] x509 = Base64.getDecoder()
                .decode(node.get("/lobby/v1/releases/key")
                        .json()
                        .path("publicKey")
                        .asText());
        this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    }

    String version() {
        return version;
    }

    Answer ask(String more) throws IOException, InterruptedException {
        return Answer.of(send(node + "/lobby/v1/update?version=" + version + more));
    }

    /** Fetches what it lacks, each file from the first worker that has the right one. */
    void update() throws IOException, InterruptedException, GeneralSecurityException {
        JsonNode update = ask("").json();
        if (update.path("result").asText().equals("noUpdate")) {
            return;
        }
        JsonNode manifest = JSON.readTree(signed(update));
        Map<String, String> hashes = new HashMap<>();
        manifest.path("files")
                .forEach(file -> hashes.put(
                        file.path("path").asText(), file.path("sha256").asText()));
        for (JsonNode file : update.path("fetch")) {
            String path = file.path("path").asText();
            files.put(path, fetched(update, hashes.get(path)));
        }
        update.path("delete").forEach(path -> files.remove(path.asText()));
        files.keySet().retainAll(hashes.keySet());
        version = manifest.path("version").asText();
    }

    private String signed(JsonNode update) throws IOException, InterruptedException, GeneralSecurityException {
        JsonNode described = update.path("manifest");
        String text = fetched(update, described.path("sha256").asText());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        if (!signature.verify(
                Base64.getDecoder().decode(described.path("signature").asText()))) {
            throw new AssertionError("the manifest's signature is wrong");
        }
        return text;
    }

    private String fetched(JsonNode update, String hash)
            throws IOException, InterruptedException, GeneralSecurityException {
        for (JsonNode endpoint : update.path("endpoints")) {
            HttpResponse<String> answer = send(endpoint.path("url").asText() + "/files/" + hash);
            if (answer.statusCode() == 200 && sha256(answer.body()).equals(hash)) {
                return answer.body();
            }
        }
        throw new AssertionError("no endpoint has the right file for " + hash);
    }

    static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> send(String url) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
