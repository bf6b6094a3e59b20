package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.service.jdbc.DataSourceFactory;

class DatabaseUrlTest {
    private static final Path FOLDER = Path.of("/var/patchbay/store");

    @Test
    void isAnH2DatabaseInTheFolderIfNothingIsConfigured() {
        DatabaseUrl url = url("");

        assertThat(url.kind()).isEqualTo(DatabaseUrl.Kind.H2);
        assertThat(jdbc(url))
                .startsWith("jdbc:h2:file:/var/patchbay/store/patchbay;")
                .contains("WRITE_DELAY=0");
    }

    @Test
    void knowsTheFileOfADatabaseInOne() {
        assertThat(url("").file()).contains(Path.of("/var/patchbay/store/patchbay.mv.db"));
        assertThat(url("jdbc:h2:/x/y;CIPHER=AES").file()).contains(Path.of("/x/y.mv.db"));
        assertThat(url("jdbc:h2:file:~/y").file()).contains(Path.of(System.getProperty("user.home"), "y.mv.db"));
        assertThat(url("jdbc:h2:mem:y").file()).isEmpty();
        assertThat(url("jdbc:h2:tcp://db/y").file()).isEmpty();
        assertThat(url("jdbc:postgresql://db/y").file()).isEmpty();
    }

    @Test
    void leavesWhatTheUrlSays() {
        assertThat(jdbc(url("jdbc:h2:file:/x;write_delay=7")))
                .contains("write_delay=7")
                .doesNotContain("WRITE_DELAY");
        assertThat(jdbc(url("jdbc:postgresql://db/p?socketTimeout=9")))
                .contains("socketTimeout=9")
                .doesNotContain("socketTimeout=2");
    }

    @Test
    void boundsWaitingForPostgres() {
        assertThat(jdbc(url("jdbc:postgresql://db/p")))
                .contains("socketTimeout=2")
                .contains("connectTimeout=2")
                .contains("loginTimeout=2");
    }

    @Test
    void takesUserAndPasswordOutOfTheUrl() {
        DatabaseUrl url = url("jdbc:postgresql://db:5432/p?user=ann&password=s%26cret&ssl=true");

        assertThat(jdbc(url))
                .startsWith("jdbc:postgresql://db:5432/p?")
                .contains("ssl=true")
                .doesNotContain("cret");
        assertThat(url.properties())
                .containsEntry(DataSourceFactory.JDBC_USER, "ann")
                .containsEntry(DataSourceFactory.JDBC_PASSWORD, "s&cret");
    }

    @Test
    void takesThemOutOfAnH2Url() {
        DatabaseUrl url = url("jdbc:h2:tcp://db/p;USER=ann;PASSWORD=secret");

        assertThat(jdbc(url)).doesNotContain("secret");
        assertThat(url.properties())
                .containsEntry(DataSourceFactory.JDBC_USER, "ann")
                .containsEntry(DataSourceFactory.JDBC_PASSWORD, "secret");
    }

    @Test
    void prefersTheConfiguredUserAndPassword() {
        DatabaseUrl url = new DatabaseUrl("jdbc:postgresql://db/p?user=a&password=b", "ann", "secret", FOLDER, 2000);

        assertThat(url.properties())
                .containsEntry(DataSourceFactory.JDBC_USER, "ann")
                .containsEntry(DataSourceFactory.JDBC_PASSWORD, "secret");
    }

    @Test
    void neverShowsAPassword() {
        DatabaseUrl url = new DatabaseUrl(
                "jdbc:postgresql://joe:hidden@db/p?sslpassword=hush&password=quiet", "", "secret", FOLDER, 2000);

        assertThat(url).hasToString("jdbc:postgresql://db/p");
        assertThat(url.hide("hush, quiet, secret")).isEqualTo("***, ***, ***");
        assertThat(url.betrays("it is hush")).isTrue();
    }

    @Test
    void refusesOtherDatabasesWithoutShowingTheUrl() {
        assertThatThrownBy(() -> url("jdbc:mysql://db/p?password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:mysql:")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> url("secret")).hasMessageNotContaining("secret");
    }

    private static DatabaseUrl url(String url) {
        return new DatabaseUrl(url, "", "", FOLDER, 2000);
    }

    private static String jdbc(DatabaseUrl url) {
        return url.properties().getProperty(DataSourceFactory.JDBC_URL);
    }
}
