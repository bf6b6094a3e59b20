package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cloud of an operator's file. */
class NamedCloudTest {
    @TempDir
    private Path from;

    @TempDir
    private Path to;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(
                from.resolve("clouds.yaml"),
                "clouds:\n  site-b: {auth: {auth_url: 'http://other'}}\n  rig: {auth: {auth_url: 'http://rig', username: 007}}\n");
        Files.writeString(from.resolve("secure.yaml"), "clouds: {rig: {auth: {password: 0123}}}\n");
    }

    @Test
    void isCalledAsTheTestsCallIt() throws Exception {
        NamedCloud.copy("rig", from, to, "site-b");

        assertThat(to.resolve("clouds.yaml"))
                .content()
                .contains("site-b:", "http://rig")
                .doesNotContain("other", "rig:");
    }

    @Test
    void keepsWhatIsWrittenAsText() throws Exception {
        NamedCloud.copy("rig", from, to, "site-b");

        assertThat(to.resolve("clouds.yaml")).content().contains("username: '007'");
        assertThat(to.resolve("secure.yaml")).content().contains("password: '0123'");
    }

    @Test
    void isRefusedWhereThereIsNone() {
        assertThatIOException()
                .isThrownBy(() -> NamedCloud.copy("none", from, to, "site-b"))
                .withMessageContaining("there is no cloud 'none' in clouds.yaml");
    }
}
