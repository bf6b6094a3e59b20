package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.support.openstack.CloudSettings.Domain;
import io.patchbay.support.openstack.CloudSettings.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code clouds.yaml} as OpenStack's own clients write it. */
class CloudsFileTest {
    private static final String WHOLE =
            """
            clouds:
              site-b:
                region_name: RegionOne
                interface: internal
                identity_api_version: 3
                cacert: site-b.pem
                verify: false
                auth:
                  auth_url: https://keystone.site-b:5000/v3/
                  username: ada
                  password: "0815"
                  project_name: operators
                  user_domain_name: People
                  project_domain_id: default
            """;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private CloudSettings read() throws OpenStackException {
        return new CloudsFile(folder).settings("site-b");
    }

    @Test
    void everyMemberIsRead() throws Exception {
        write("clouds.yaml", WHOLE);

        CloudSettings settings = read();

        assertThat(settings.identity()).hasToString("https://keystone.site-b:5000/v3");
        assertThat(settings.user()).isEqualTo(new Named("ada", false, new Domain("People", false)));
        assertThat(settings.project()).isEqualTo(new Named("operators", false, new Domain("default", true)));
        assertThat(settings.region()).contains("RegionOne");
        assertThat(settings.face()).isEqualTo("internal");
        assertThat(settings.authority()).contains(folder.resolve("site-b.pem"));
        assertThat(settings.verified()).isFalse();
    }

    @Test
    void littleNeedsToBeSaid() throws Exception {
        write(
                "clouds.yaml",
                "clouds: {site-b: {auth: {auth_url: 'http://k:5000', username: a, password: 0815, project_name: p}}}");

        CloudSettings settings = read();

        assertThat(settings.identity()).hasToString("http://k:5000/v3");
        assertThat(settings.password()).as("digits are text, too").isEqualTo("0815");
        assertThat(settings.user().domain()).isEqualTo(new Domain("default", true));
        assertThat(settings.region()).isEqualTo(Optional.empty());
        assertThat(settings.face()).isEqualTo("public");
        assertThat(settings.verified()).isTrue();
    }

    @Test
    void passwordsMayLieApart() throws Exception {
        write("clouds.yaml", WHOLE.replace("      password: \"0815\"\n", ""));
        write("secure.yaml", "clouds: {site-b: {auth: {password: hidden}}}");

        assertThat(read().password()).isEqualTo("hidden");
        assertThat(read().user().value()).isEqualTo("ada");
    }

    @Test
    void aChangeIsSeen() throws Exception {
        write("clouds.yaml", WHOLE);
        CloudsFile file = new CloudsFile(folder);
        file.settings("site-b");
        write("clouds.yaml", WHOLE.replace("operators", "all-operators"));

        assertThat(file.settings("site-b").project().value()).isEqualTo("all-operators");
    }

    @Test
    void aCloudThatIsNotThereIsToldWithThoseThatAre() throws Exception {
        write("clouds.yaml", WHOLE);

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> new CloudsFile(folder).settings("site-c"))
                .withMessageContaining("no cloud 'site-c' in clouds.yaml")
                .withMessageEndingWith("there is: site-b");
    }

    @Test
    void aMissingFileHasNoClouds() {
        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::read)
                .withMessageEndingWith("there is: none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "      username: ada                            | '' | auth.username is missing",
                "      password: \"0815\"                       | '' | auth.password is missing",
                "      project_name: operators                  | '' | auth.project_name is missing",
                "https://keystone.site-b:5000/v3/               | ftp://keystone                | auth.auth_url must read https://HOST:PORT/v3",
                "https://keystone.site-b:5000/v3/               | https://me:secret@keystone/v3 | auth.auth_url must read https://HOST:PORT/v3",
                "https://keystone.site-b:5000/v3/               | 'not an address'              | auth.auth_url is no address",
                "interface: internal                            | interface: outside            | interface must be one of public, internal, admin",
                "interface: internal                            | auth_type: v3applicationcredential | auth_type must be password",
            })
    void whatIsWrongIsToldWithItsPlace(String part, String instead, String told) throws Exception {
        write("clouds.yaml", WHOLE.replace(part.strip(), instead.replace("''", "")));

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::read)
                .withMessageContaining("clouds.yaml: clouds.site-b." + told)
                .withMessageNotContaining("secret");
    }

    @Test
    void aBrokenFileIsToldWithItsLineAndNothingOfIt() throws Exception {
        write("clouds.yaml", "clouds:\n  site-b:\n    password: [secret\n  x: }");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::read)
                .withMessageContaining("clouds.yaml is no YAML: line ")
                .withMessageNotContaining("secret")
                .withNoCause();
    }
}
