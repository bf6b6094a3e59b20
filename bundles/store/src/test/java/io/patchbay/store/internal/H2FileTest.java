package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.store.NewToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest {
    private static final int COMMITS = 60;

    @TempDir
    Path folder;

    private Path live;

    @BeforeEach
    void choose() {
        live = folder.resolve("live.mv.db");
    }

    @Test
    void everyCommitIsFoundInTheFileAsItIsWhenTheCommitHasBeenAcknowledged() throws Exception {
        Map<Path, Integer> copies = copiesAfterEachCommit();

        List<String> lost = new ArrayList<>();
        for (Map.Entry<Path, Integer> copy : copies.entrySet()) {
            new H2File(copy.getKey()).nameNewestCommit();
            int found = tokensIn(copy.getKey());
            if (found != copy.getValue()) {
                lost.add(found + " of " + copy.getValue());
            }
        }

        assertThat(lost).isEmpty();
    }

    @Test
    void commitCutShortByAFullDiskDoesNotHideTheOneBefore() throws Exception {
        Map<Path, Integer> copies = copiesAfterEachCommit();
        for (Map.Entry<Path, Integer> copy : copies.entrySet()) {
            byte[] bytes = Files.readAllBytes(copy.getKey());
            byte[] beginning = "chunk:ffff,len:3,version:ffff,time:fffffff\n".getBytes(StandardCharsets.US_ASCII);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 4096 + 1000);
            System.arraycopy(beginning, 0, longer, bytes.length, beginning.length);
            Files.write(copy.getKey(), longer);
            new H2File(copy.getKey()).nameNewestCommit();

            assertThat(tokensIn(copy.getKey())).isEqualTo(copy.getValue());
        }
    }

    @Test
    void fileClosedInOrderIsLeftAsItIs() throws Exception {
        String address = live.toString().replaceFirst("\\.mv\\.db$", "");
        DriverManager.getConnection("jdbc:h2:file:" + address, "sa", "").close();
        byte[] before = Files.readAllBytes(live);

        new H2File(live).nameNewestCommit();

        assertThat(live).hasBinaryContent(before);
    }

    @Test
    void storeClosesWithoutTheCompactionThatAFullDiskWouldSpoil() throws Exception {
        try (OpenStore store = store()) {
            store.issue("room");
        }

        assertThat(new String(Files.readAllBytes(live), 0, 8192, StandardCharsets.ISO_8859_1))
                .contains("version:")
                .doesNotContain("clean:1");
        new H2File(live).nameNewestCommit(); // as every start does
        assertThat(tokensIn(live)).isOne();
    }

    @Test
    void fileThatIsNoDatabaseIsLeftAsItIs() throws Exception {
        byte[] before = "not a database\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        Files.write(live, before);

        new H2File(live).nameNewestCommit();

        assertThat(live).hasBinaryContent(before);
    }

    @Test
    void missingFileIsNotMade() throws Exception {
        new H2File(live).nameNewestCommit();

        assertThat(live).doesNotExist();
    }

    @Test
    void openDatabaseIsNotTouched() {
        try (OpenStore store = store()) {
            store.issue("room");

            assertThatThrownBy(() -> new H2File(live).nameNewestCommit())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("still has opened");
        }
    }

    /** What a killed process leaves behind; freed space is used again at once, as it otherwise is after seconds. */
    private Map<Path, Integer> copiesAfterEachCommit() throws IOException {
        Map<Path, Integer> copies = new LinkedHashMap<>();
        try (OpenStore store = store()) {
            for (int commits = 1; commits <= COMMITS; commits++) {
                NewToken unused = store.issue("room");
                if (commits > COMMITS / 2) {
                    copies.put(Files.copy(live, folder.resolve("copy" + commits + ".mv.db")), commits);
                }
            }
        }
        return copies;
    }

    private OpenStore store() {
        String address = live.toString().replaceFirst("\\.mv\\.db$", "");
        return OpenStore.at("jdbc:h2:file:" + address + ";RETENTION_TIME=0", folder);
    }

    private static int tokensIn(Path file) throws SQLException {
        String address = file.toString().replaceFirst("\\.mv\\.db$", "");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + address, "sa", "");
                ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM tokens")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
