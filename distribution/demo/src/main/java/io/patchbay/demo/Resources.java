package io.patchbay.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.json.JSONArray;
import org.json.JSONObject;

/** What a game's client makes of an update: it fetches from a storage node, and believes nothing that is not signed. Immutable. */
final class Resources {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final HttpClient http;
    private final PublicKey key;

    /** @param key Base64 of X.509, as the node tells it */
    Resources(HttpClient http, String key) throws GeneralSecurityException {
        this.http = http;
        this.key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
    }

    /**
     * Fetches all that an update names.
     *
     * @return text by path
     * @throws StepFailedException if anything is not what was signed
     */
    Map<String, String> fetch(JSONObject update)
            throws IOException, InterruptedException, GeneralSecurityException, StepFailedException {
        String endpoint = update.getJSONArray("endpoints").getJSONObject(0).getString("url");
        JSONObject described = update.getJSONObject("manifest");
        byte[] manifest = file(endpoint, described.getString("sha256"));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(manifest);
        if (!signature.verify(Base64.getDecoder().decode(described.getString("signature")))) {
            throw new StepFailedException("the manifest has another signature");
        }
        JSONArray named = new JSONObject(new String(manifest, StandardCharsets.UTF_8)).getJSONArray("files");
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < named.length(); i++) {
            JSONObject one = named.getJSONObject(i);
            files.put(
                    one.getString("path"), new String(file(endpoint, one.getString("sha256")), StandardCharsets.UTF_8));
        }
        return files;
    }

    private byte[] file(String endpoint, String hash)
            throws IOException, InterruptedException, GeneralSecurityException, StepFailedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/files/" + hash))
                .timeout(BOUND)
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        String seen =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.body()));
        if (answer.statusCode() != 200 || !seen.equals(hash)) {
            throw new StepFailedException(
                    endpoint + " answered " + answer.statusCode() + " and a file of the hash " + seen);
        }
        return answer.body();
    }
}
