package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is configured. */
class SettingsTest {
    @Test
    void namesTheFoldersOfStorages() {
        Settings settings =
                Settings.of(config("", "volume-{id}", 0, 1), Map.of("folder.nfs-a", "/mnt/a", "folder.others", ""));

        assertThat(settings.folders().byStorage()).containsExactly(Map.entry("nfs-a", Path.of("/mnt/a")));
        assertThat(settings.folders().others()).isEmpty();
    }

    @Test
    void namesTheFolderOfAllOthers() {
        assertThat(Settings.of(config("/mnt", "volume-{id}", 0, 1), Map.of())
                        .folders()
                        .others())
                .contains(Path.of("/mnt"));
    }

    @Test
    void refusesAFolderThatIsNotAbsolute() {
        assertRefused(
                "", "volume-{id}", 0, 1, Map.of("folder.nfs-a", "mnt/a"), "folder.nfs-a must be the absolute path");
    }

    @Test
    void refusesTheWholeMachineAsAFolder() {
        assertRefused(
                "/", "volume-{id}", 0, 1, Map.of(), "folder.others must be the absolute path of a folder below /");
    }

    @Test
    void refusesNamesThatAreTheSameForAllVolumes() {
        assertRefused("", "disk", 0, 1, Map.of(), "volumeFile must be the name of a file with {id} in it");
    }

    @Test
    void refusesNamesThatLeadElsewhere() {
        assertRefused("", "../{id}", 0, 1, Map.of(), "volumeFile must be the name of a file");
    }

    @Test
    void refusesANegativeRate() {
        assertRefused("", "{id}", -1, 1, Map.of(), "maxBytesPerSecond must be at least 0 but was -1");
    }

    @Test
    void refusesToKeepWhatIsUnfinishedForLongerThanAYear() {
        assertRefused("", "{id}", 0, 9000, Map.of(), "keepUnfinishedHours must be within [1, 8760] but was 9000");
    }

    @Test
    void refusesToKeepNothingThatIsUnfinished() {
        assertRefused("", "{id}", 0, 0, Map.of(), "keepUnfinishedHours must be within [1, 8760] but was 0");
    }

    @Test
    void keepsWhatIsUnfinishedForSoManyHours() {
        assertThat(Settings.of(config("", "{id}", 0, 7), Map.of()).keepUnfinished())
                .isEqualTo(Duration.ofHours(7));
    }

    private static void assertRefused(
            String others, String volumeFile, long rate, int hours, Map<String, Object> properties, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(config(others, volumeFile, rate, hours), properties))
                .withMessageContaining("io.patchbay.volumes: " + message);
    }

    private static FileCopier.Config config(String others, String volumeFile, long rate, int hours) {
        Map<String, Object> values = Map.of(
                "folder_others", others,
                "volumeFile", volumeFile,
                "snapshotFile", "snapshot-{id}",
                "maxBytesPerSecond", rate,
                "keepUnfinishedHours", hours);
        return (FileCopier.Config) Proxy.newProxyInstance(
                FileCopier.Config.class.getClassLoader(),
                new Class<?>[] {FileCopier.Config.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }
}
