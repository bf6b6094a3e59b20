package io.patchbay.node.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.patchbay.api.node.Credentials;
import io.patchbay.support.RandomIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The secrets of {@code DATA/credentials.json}: made at the first start, random, readable by the owner alone. Immutable. */
@Component(service = Credentials.class)
public final class StoredCredentials implements Credentials {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final String serviceId;
    private final String serviceKey;
    private final String adminUser;
    private final String adminPassword;
    private final String adminToken;
    private final String workerToken;

    @Activate
    public StoredCredentials(BundleContext framework) {
        this(Settings.of(framework).data().resolve("credentials.json"));
    }

    StoredCredentials(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            JsonNode stored = JSON.readTree(file.toFile());
            this.serviceId = text(file, stored, "service", "id");
            this.serviceKey = text(file, stored, "service", "key");
            this.adminUser = text(file, stored, "admin", "user");
            this.adminPassword = text(file, stored, "admin", "password");
            this.adminToken = text(file, stored, "admin", "token");
            this.workerToken = text(file, stored, "worker", "token");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + file, unreadable);
        }
    }

    @Override
    public String superServiceId() {
        return serviceId;
    }

    @Override
    public String superServiceKey() {
        return serviceKey;
    }

    @Override
    public boolean isAdminToken(String token) {
        return same(adminToken, token);
    }

    @Override
    public boolean isWorkerToken(String token) {
        return same(workerToken, token);
    }

    @Override
    public boolean isAdmin(String user, String password) {
        boolean userIsRight = same(adminUser, user);
        boolean passwordIsRight =
                same(adminPassword, password); // compared in any case: the time must not tell which was wrong
        return userIsRight && passwordIsRight;
    }

    @Override
    public String derivedSecret(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((serviceKey + adminToken).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA256", missing);
        }
    }

    /** Written beside and moved into place: a crash leaves all of it or none. */
    private static void make(Path file) throws IOException {
        Map<String, Map<String, String>> fresh = new TreeMap<>(Map.of(
                "service", Map.of("id", RandomIds.hex24(), "key", RandomIds.hex(32)),
                "admin", Map.of("user", "admin", "password", RandomIds.hex(12), "token", RandomIds.hex(32)),
                "worker", Map.of("token", RandomIds.hex(32))));
        OwnerOnlyFile.write(file, JSON.writeValueAsBytes(fresh));
    }

    private static String text(Path file, JsonNode stored, String object, String member) {
        String value = stored.path(object).path(member).asText("");
        if (value.isEmpty()) {
            throw new IllegalStateException(file + " has no " + object + "." + member
                    + ": restore it, or remove the file to have a new one made");
        }
        return value;
    }

    private static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
