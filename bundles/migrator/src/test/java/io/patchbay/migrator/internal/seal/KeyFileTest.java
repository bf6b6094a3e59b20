package io.patchbay.migrator.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file with the keys of a node. */
class KeyFileTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(KeyFile.NAME);
    }

    @Test
    void isMadeForItsOwnerAloneWhereNobodyElseNeedsIt() throws IOException {
        KeyFile keys = new KeyFile(file, true, Clock.systemUTC());

        SealingKey made = keys.sealing().all().get(0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys.sealing().all()).extracting(SealingKey::id).containsExactly(made.id());
        assertThat(made.toString()).isEqualTo("key " + made.id());
    }

    @Test
    void isNotMadeBeforeItIsNeeded() {
        assertThat(new KeyFile(file, true, Clock.systemUTC()).prospect().trouble())
                .isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void isNotMadeWhereOthersNeedTheSame() {
        KeyFile keys = new KeyFile(file, false, Clock.systemUTC());

        assertThat(keys.sealing().trouble().orElseThrow())
                .contains("there is no " + file, "copy it from another node", "openssl rand -hex 32 > " + file);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void isRefusedWhereOthersGetAtIt(String permissions) throws IOException {
        write(ONE, permissions);

        assertThat(trouble()).contains("open to others than its owner (" + permissions + "): chmod 600 " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "123", "11111111111111111111111111111111 no key", "zz"})
    void isRefusedIfItIsNotMadeOfKeys(String text) throws IOException {
        write(text, "rw-------");

        assertThat(trouble()).contains("must have 1 to 16 keys, a line each, of 64 hex digits");
    }

    @Test
    void doesNotRepeatWhatIsNoKey() throws IOException {
        write(ONE + "\n" + TWO.substring(1), "rw-------");

        assertThat(trouble()).doesNotContain("11111111", "22222222");
    }

    @Test
    void theFirstSealsAndAllOpen() throws IOException {
        write("# in use\n" + ONE + "\n\n" + TWO + "\n", "rw-------");

        KeyFile.Keys keys = new KeyFile(file, false, Clock.systemUTC()).sealing();

        assertThat(keys.all()).hasSize(2);
        assertThat(keys.all().get(0).id())
                .isEqualTo(SealingKey.of(ONE).orElseThrow().id());
        assertThat(keys.find(SealingKey.of(TWO).orElseThrow().id())).isPresent();
    }

    @Test
    void aKeyThatIsCopiedThereCountsASecondLater() throws IOException {
        Instant[] now = {Instant.EPOCH};
        KeyFile keys = new KeyFile(file, false, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
        assertThat(keys.keys().trouble()).isPresent();
        write(ONE, "rw-------");

        now[0] = now[0].plus(Duration.ofMillis(1001));

        assertThat(keys.keys().all()).hasSize(1);
    }

    private String trouble() {
        return new KeyFile(file, true, Clock.systemUTC()).sealing().trouble().orElseThrow();
    }

    private void write(String text, String permissions) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
