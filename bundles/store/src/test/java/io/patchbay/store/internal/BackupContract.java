package io.patchbay.store.internal;

import static io.patchbay.store.internal.OpenStore.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.SigningKeys.Use;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup promises, from any database to any other. */
abstract class BackupContract {
    private static final String OWNER = FixedCredentials.FIRST.superServiceId();

    private final TestDatabase database;

    @TempDir
    Path folder;

    @TempDir
    Path otherFolder;

    private OpenStore store;
    private Room room;
    private NewToken token;

    BackupContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void fill() {
        store = OpenStore.at(database.fresh(folder), folder);
        room = store.rooms.create(OWNER, "Raum ✓", Attributes.of("participantLimit", 3));
        store.services.create("app", "secret");
        token = store.issue(room.id());
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void restoresIntoTheSameDatabase() throws Exception {
        byte[] copy = backup();
        Room later = store.rooms.create(OWNER, "later", Attributes.NONE);
        store.rooms.delete(room.id());

        restore(store, copy);

        assertThat(store.rooms.list(OWNER, 1, 0)).containsExactly(room);
        assertThat(store.rooms.find(later.id())).isEmpty();
        assertThat(store.rooms.find(room.id())).contains(room);
    }

    @Test
    void letsNoTokenInAgainThatWasUsedSinceTheCopy() throws Exception {
        byte[] copy = backup();
        result(store.tokens.claim(token.id(), "connection", Duration.ofSeconds(10)));
        assertThat(result(store.tokens.use(token.id(), "connection"))).isTrue();

        restore(store, copy);

        assertThat(result(store.tokens.claim(token.id(), "another", Duration.ofSeconds(10))))
                .isInstanceOf(Claim.Invalid.class);
    }

    @Test
    void restoresIntoAnotherInstallationOnH2() throws Exception {
        restoresElsewhere(TestDatabase.H2);
    }

    @Test
    void restoresIntoAnotherInstallationOnPostgres() throws Exception {
        restoresElsewhere(TestDatabase.POSTGRESQL);
    }

    @Test
    void refusesADamagedCopyAndChangesNothing() throws Exception {
        byte[] copy = backup();
        List<byte[]> damaged = new ArrayList<>(List.of(
                new byte[0],
                "not a backup".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(copy, copy.length / 2),
                changed(copy, text -> text.replace("Raum", "Baum")),
                changed(copy, text -> text.substring(0, text.indexOf("{\"rows\"") > 0 ? text.lastIndexOf("{") : 0)),
                changed(copy, text -> text + "{}\n"),
                changed(copy, text -> text.lines()
                        .filter(line -> !line.contains("Raum"))
                        .reduce("", (a, b) -> a + b + "\n")),
                changed(copy, text -> text.replace("\"room\"", "\"DROP TABLE\"")),
                changed(copy, text -> "[]\n" + text),
                changed(copy, text -> "{\n" + text)));
        store.rooms.update(new Room(room.id(), OWNER, "now", Attributes.NONE));

        for (byte[] wrong : damaged) {
            assertThatThrownBy(() -> restore(store, wrong)).isInstanceOf(IOException.class);
        }
        assertThat(store.rooms.find(room.id()).orElseThrow().name()).isEqualTo("now");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void refusesACopyOfANewerLayoutAndChangesNothing() throws Exception {
        byte[] newer = changed(backup(), text -> text.replaceFirst("\"layout\":\\d+", "\"layout\":99"));
        store.rooms.delete(room.id());

        assertThatThrownBy(() -> restore(store, newer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
        assertThat(store.rooms.list(OWNER, 1, 0)).isEmpty();
    }

    @Test
    void canBeMadeAndRestoredWhileTheStoreIsUsed() throws Exception {
        List<CompletionStage<?>> stages = new ArrayList<>();
        byte[] copy = backup();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 50; i++) {
                stages.add(store.tokens.issue(store.newToken(room.id())));
            }
            copy = backup();
            restore(store, copy);
        }

        stages.forEach(OpenStore::result);
        assertThat(store.rooms.find(room.id())).contains(room);
    }

    @Test
    void restoresTheKeysThatTokensWereSignedWith() throws Exception {
        byte[] copy = backup();
        String signature = store.keys.sign(Use.TOKEN, "text");
        try (OpenStore other = OpenStore.at(TestDatabase.H2.fresh(otherFolder), otherFolder)) {
            assertThat(other.keys.verify(Use.TOKEN, "text", signature)).isFalse();
            restore(other, copy);
            assertThat(other.keys.verify(Use.TOKEN, "text", signature)).isTrue();
        }
    }

    @Test
    void tellsAWriterThatFailsOfItsOwnFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> store.backup.write(full))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
        assertThat(store.store.blockedBy()).isEmpty();
    }

    private void restoresElsewhere(TestDatabase target) throws Exception {
        byte[] copy = backup();
        FixedCredentials second = new FixedCredentials("bbbbbbbbbbbbbbbbbbbbbbbb", "second-key");
        try (OpenStore other = OpenStore.at(OpenStore.settings(target.fresh(otherFolder)), otherFolder, second)) {
            other.opened();
            restore(other, copy);

            assertThat(other.rooms.find(room.id())).contains(room);
            assertThat(other.services.list()).extracting("name").contains("superService", "app");
            assertThat(other.services.find(second.superServiceId())).isPresent();
            assertThat(result(other.tokens.claim(token.id(), "claimant", Duration.ofSeconds(1))))
                    .isInstanceOfSatisfying(
                            Claim.Claimed.class,
                            claimed -> assertThat(claimed.token().user()).isEqualTo(token.user()));
        }
    }

    private byte[] backup() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        store.backup.write(copy);
        return copy.toByteArray();
    }

    private static void restore(OpenStore store, byte[] copy) throws IOException {
        store.backup.restore(new ByteArrayInputStream(copy));
    }

    private static byte[] changed(byte[] copy, UnaryOperator<String> change) throws IOException {
        String text =
                new String(new GZIPInputStream(new ByteArrayInputStream(copy)).readAllBytes(), StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(change.apply(text).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
