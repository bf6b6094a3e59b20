package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
    @TempDir
    private Path home;

    @BeforeEach
    void makeTheFolders() throws Exception {
        Files.createDirectory(home.resolve("plugins"));
        Files.createDirectory(home.resolve("conf"));
    }

    @Test
    void listensOnTheLoopbackAddressUnlessTold() throws Exception {
        NodeSettings settings = parse();

        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.advertise()).isEmpty();
        assertThat(settings.node()).isEmpty();
        assertThat(settings.sets()).isEmpty();
        assertThat(settings.hostApi()).isFalse();
    }

    @Test
    void keepsDataBelowTheFolderItIsStartedIn() throws Exception {
        assertThat(parse().data()).isEqualTo(Path.of("data").toAbsolutePath());
    }

    @Test
    void watchesThePluginsOfTheDistributionUnlessTold() throws Exception {
        assertThat(parse().plugins()).isEqualTo(home.resolve("plugins"));
        assertThat(parse("--plugins", home.toString()).plugins()).isEqualTo(home);
    }

    @Test
    void isConfiguredByTheDistributionUnlessTold() throws Exception {
        assertThat(parse().conf()).isEqualTo(home.resolve("conf"));
        assertThat(parse("--conf", home.toString()).conf()).isEqualTo(home);
    }

    @Test
    void turnsOptionsIntoSettingsOfTheirComponents() throws Exception {
        assertThat(parse(
                                "--zookeeper=a:2181,b:2182",
                                "--database=jdbc:postgresql://db/patchbay",
                                "--admin-from=10.0.0.0/8,fd00::/8",
                                "--set=io.patchbay.portal:pingIntervalMillis=1000")
                        .sets())
                .containsExactlyInAnyOrder(
                        "io.patchbay.coordination:connectString=a:2181,b:2182",
                        "io.patchbay.store:url=jdbc:postgresql://db/patchbay",
                        "io.patchbay.rest:adminFrom=[10.0.0.0/8,fd00::/8]",
                        "io.patchbay.portal:pingIntervalMillis=1000");
    }

    @ParameterizedTest
    @CsvSource({
        "portal.example.org:443",
        "10.0.0.5:8080",
        "[fd00::1]:65535",
    })
    void advertisesAHostAndAPort(String address) throws Exception {
        assertThat(parse("--advertise", address).advertise()).contains(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port       | 65536",
                "--port       | http",
                "--bind       | 0.0.0.0",
                "--bind       | no.such.host.invalid",
                "--advertise  | portal",
                "--advertise  | portal:0",
                "--advertise  | portal:65536",
                "--advertise  | http://portal:80",
                "--plugins    | no-such-folder",
                "--conf       | no-such-folder",
                "--node       | my node",
                "--node       | ''",
                "--zookeeper  | host",
                "--zookeeper  | host:99999",
                "--zookeeper  | a:2181,",
                "--database   | jdbc:mysql://db/x",
                "--database   | db",
                "--set        | port=8080",
                "--set        | io.patchbay.portal:pingIntervalMillis",
                "--admin-from | 10.0.0.0",
                "--admin-from | 10.0.0.0/33",
                "--admin-from | fd00::/129",
            })
    void refusesABadValueInOneLineThatNamesTheOption(String option, String value) {
        UsageException refused = catchThrowableOfType(UsageException.class, () -> parse(option, value));

        assertThat(refused).hasMessageStartingWith(option + " ");
        assertThat(refused.getMessage()).doesNotContain("\n");
    }

    @Test
    void bindsBeyondLoopbackIfThatIsMeant() throws Exception {
        assertThat(parse("--bind=0.0.0.0", "--insecure").bind()).isEqualTo("0.0.0.0");
    }

    @Test
    void repeatsNoSecretsOfARefusedDatabaseOrSetting() {
        assertThat(catchThrowableOfType(UsageException.class, () -> parse("--database=jdbc:x://db?password=hush")))
                .hasMessageNotContaining("hush");
        assertThat(catchThrowableOfType(UsageException.class, () -> parse("--set=password=hush")))
                .hasMessageNotContaining("hush");
    }

    @Test
    void isEmbeddedOnAFreePortWithTheApiOfTheHost() {
        NodeSettings settings = NodeSettings.embedded(home, home.resolve("data"));

        assertThat(settings.port()).isZero();
        assertThat(settings.hostApi()).isTrue();
    }

    @Test
    void takesFurtherSettingsWhenEmbedded() {
        NodeSettings settings = NodeSettings.embedded(home, home.resolve("data"))
                .with("io.patchbay.placement", "strategy.play", "mine")
                .withPlugins(home);

        assertThat(settings.sets()).containsExactly("io.patchbay.placement:strategy.play=mine");
        assertThat(settings.plugins()).isEqualTo(home);
    }

    @Test
    void takesNoSettingWithAColonInItsKey() {
        NodeSettings settings = NodeSettings.embedded(home, home.resolve("data"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.with("io.patchbay.portal", "ping:interval", "1"));
    }

    private NodeSettings parse(String... arguments) throws UsageException {
        return NodeSettings.parse(home, List.of(arguments));
    }
}
