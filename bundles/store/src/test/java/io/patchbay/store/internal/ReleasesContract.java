package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.ReleaseRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the releases and their key promise, on any database. */
abstract class ReleasesContract {
    private final TestDatabase database;

    @TempDir
    Path folder;

    private OpenStore store;
    private SqlReleases releases;

    ReleasesContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = OpenStore.at(database.fresh(folder), folder);
        releases = store.releases;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void findsWhatWasAdded() {
        String manifest = "{\"é\":\"😀\"}".repeat(SqlReleases.PART_CHARACTERS / 5);

        assertThat(releases.add(release("1.0", true), manifest)).isTrue();

        assertThat(releases.list()).containsExactly(release("1.0", true));
        assertThat(releases.manifest("1.0")).contains(manifest);
    }

    @Test
    void cutsNoCharacterInHalf() {
        String manifest = "x" + "😀".repeat(SqlReleases.PART_CHARACTERS);

        releases.add(release("1.0", true), manifest);

        assertThat(releases.manifest("1.0")).contains(manifest);
    }

    @Test
    void addsNoVersionTwice() {
        releases.add(release("1.0", true), "first");

        assertThat(releases.add(release("1.0", false), "second")).isFalse();
        assertThat(releases.manifest("1.0")).contains("first");
    }

    @Test
    void listsInOrderOfPublication() {
        releases.add(release("2.0", false), "m");
        releases.add(release("10.0", false), "m");
        releases.add(release("1.0", false), "m");

        assertThat(releases.list()).extracting(ReleaseRecord::version).containsExactly("2.0", "10.0", "1.0");
    }

    @Test
    void hasOneCurrentRelease() {
        releases.add(release("1.0", true), "m");
        releases.add(release("2.0", true), "m");
        assertThat(current()).isEqualTo("2.0");

        assertThat(releases.makeCurrent("1.0")).isTrue();

        assertThat(current()).isEqualTo("1.0");
    }

    @Test
    void makesNothingCurrentThatIsNotThere() {
        releases.add(release("1.0", true), "m");

        assertThat(releases.makeCurrent("2.0")).isFalse();
        assertThat(releases.makeCurrent("\0")).isFalse();
        assertThat(current()).isEqualTo("1.0");
    }

    @Test
    void deletesARelease() {
        releases.add(release("1.0", true), "m");
        releases.add(release("2.0", true), "m");

        assertThat(releases.delete("1.0")).isTrue();

        assertThat(releases.list()).containsExactly(release("2.0", true));
        assertThat(releases.manifest("1.0")).isEmpty();
        assertThat(releases.delete("1.0")).isFalse();
    }

    @Test
    void doesNotDeleteTheCurrentRelease() {
        releases.add(release("1.0", true), "m");

        assertThat(releases.delete("1.0")).isFalse();
        assertThat(releases.list()).containsExactly(release("1.0", true));
    }

    @Test
    void aBackupHoldsReleasesAndTheirKey() throws IOException {
        releases.add(release("1.0", true), "m");
        String key = store.releaseKey.publicKey();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        store.backup.write(copy);
        releases.add(release("2.0", true), "m");

        store.backup.restore(new ByteArrayInputStream(copy.toByteArray()));

        assertThat(releases.list()).containsExactly(release("1.0", true));
        assertThat(store.releaseKey.publicKey()).isEqualTo(key);
    }

    @Test
    void aRestoredKeyIsUsedAtOnce() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        store.backup.write(copy); // without a key
        String before = store.releaseKey.publicKey();

        store.backup.restore(new ByteArrayInputStream(copy.toByteArray()));

        assertThat(store.releaseKey.publicKey()).isNotEqualTo(before);
    }

    @Test
    void signsWithTheKeyThatItTells() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(store.releaseKey.publicKey()))));
        signature.update("text ✓".getBytes(StandardCharsets.UTF_8));

        assertThat(signature.verify(Base64.getDecoder().decode(store.releaseKey.sign("text ✓"))))
                .isTrue();
    }

    @Test
    void twoNodesHaveOneKey() {
        assertThat(new StoredReleaseKey(store.store).publicKey())
                .isEqualTo(new StoredReleaseKey(store.store).publicKey());
    }

    private String current() {
        return releases.list().stream()
                .filter(ReleaseRecord::current)
                .map(ReleaseRecord::version)
                .reduce((one, other) -> one + " and " + other)
                .orElse("none");
    }

    private static ReleaseRecord release(String version, boolean current) {
        return new ReleaseRecord(
                version, 1_700_000_000_000L, 3, 5_000_000_000L, "ab".repeat(32), 300, "c".repeat(88), current);
    }
}
