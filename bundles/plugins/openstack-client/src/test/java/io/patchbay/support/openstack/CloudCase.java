package io.patchbay.support.openstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests on a cloud that answers by script have in common. */
abstract class CloudCase {
    static final int MOST_BYTES = 100_000;

    @TempDir
    Path conf;

    FakeCloud fake;
    FakeTime time = new FakeTime();
    Clouds clouds;

    @BeforeEach
    void open() throws IOException {
        fake = new FakeCloud();
        configure(FakeCloud.PASSWORD, "");
        clouds = new Clouds(new CloudsFile(conf), limits(Duration.ofSeconds(60)), time);
    }

    static Limits limits(Duration request) {
        return new Limits(Duration.ofSeconds(10), request, MOST_BYTES);
    }

    void configure(String password, String more) throws IOException {
        Files.writeString(
                conf.resolve("clouds.yaml"),
                """
                clouds:
                  site-b:
                    auth:
                      auth_url: %s/identity
                      username: admin
                      password: %s
                      project_name: admin
                %s
                """
                        .formatted(fake.address(), password, more));
    }

    Cloud cloud() throws OpenStackException {
        return clouds.cloud("site-b");
    }

    @AfterEach
    void close() {
        clouds.close();
        fake.close();
    }
}
