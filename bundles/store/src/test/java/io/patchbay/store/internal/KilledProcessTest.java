package io.patchbay.store.internal;

import static io.patchbay.store.internal.OpenStore.result;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.Claim;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int ENOUGH = 1500;

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void losesNothingThatWasAcknowledged() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("db") + ";RETENTION_TIME=0"; // H2 uses freed space again at once
        Set<String> issued = new HashSet<>();
        Set<String> used = new HashSet<>();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Issuer.class.getName(),
                        url,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int lines = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && words[1].length() == 24) { // the last may be cut off
                    (words[0].equals("used") ? used : issued).add(words[1]);
                }
                if (++lines == ENOUGH) {
                    process.toHandle().destroyForcibly(); // unlike the process itself it leaves the output open
                }
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(issued.size() + used.size()).isGreaterThanOrEqualTo(ENOUGH - 1);
        assertThat(used).isNotEmpty();

        try (OpenStore store = OpenStore.at(url, folder)) {
            assertThat(issued).allSatisfy(id -> assertThat(state(store, id)).isNotEqualTo("gone"));
            assertThat(used).allSatisfy(id -> assertThat(result(store.tokens.claim(id, "other", Duration.ofSeconds(1))))
                    .isEqualTo(new Claim.Invalid()));
        }
    }

    private static String state(OpenStore store, String id) {
        return store.store.transaction("look at a token", connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT state FROM tokens WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? rows.getString(1) : "gone";
                }
            }
        });
    }
}
