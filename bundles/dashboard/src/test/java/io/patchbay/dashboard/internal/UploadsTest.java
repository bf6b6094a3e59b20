package io.patchbay.dashboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that the page hands on, in a real server. */
@Timeout(60)
class UploadsTest {
    private final Site site = new Site();

    @BeforeEach
    void start() throws Exception {
        site.start();
    }

    @AfterEach
    void stop() throws Exception {
        site.stop();
    }

    @Test
    void handsOnAJarAndLeavesNothingBehind() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/cluster/v1/jars/a.jar", "{}");

        assertThat(site.put("/console/api/cluster/v1/jars/a.jar", "bytes", site.proof())
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.api.told).containsExactly("PUT /cluster/v1/jars/a.jar bytes 127.0.0.1 (dashboard)");
        assertThat(site.uploads()).isEmpty();
    }

    @Test
    void takesNoJarThatIsTooLong() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.put("/console/api/cluster/v1/jars/a.jar", "x".repeat(2_000), site.proof())
                        .statusCode())
                .isEqualTo(413);
        assertThat(site.api.told).isEmpty();
        assertThat(site.uploads()).isEmpty();
    }

    @Test
    void handsOnAReleaseAsAFileAndLeavesNothingBehind() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/lobby/v1/releases?version=1.0&current=true", "{}");

        assertThat(publish("bytes").statusCode()).isEqualTo(200);
        assertThat(site.api.told)
                .containsExactly("POST /lobby/v1/releases?version=1.0&current=true bytes 127.0.0.1 (dashboard)");
        assertThat(site.uploads()).isEmpty();
    }

    @Test
    void saysThatAnUploadCannotBeKept() throws Exception {
        site.logIn(Site.PASSWORD);
        site.loseUploads();

        HttpResponse<String> refused = publish("bytes");

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("not-kept", "its disk may be full");
        assertThat(site.api.told).isEmpty();
    }

    @Test
    void takesNoReleaseThatIsTooLong() throws Exception {
        site.logIn(Site.PASSWORD);

        HttpResponse<String> refused = publish("x".repeat(3_000));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("A release must have at most 2048 bytes.");
        assertThat(site.api.told).isEmpty();
        assertThat(site.uploads()).isEmpty();
    }

    private HttpResponse<String> publish(String archive) throws Exception {
        return site.post(
                "/console/api/lobby/v1/releases?version=1.0&current=true",
                archive,
                "Content-Type",
                "application/x-tar",
                "X-Patchbay-Proof",
                site.proof());
    }
}
