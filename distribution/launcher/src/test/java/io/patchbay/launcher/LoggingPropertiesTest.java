package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingPropertiesTest {
    private final LoggingProperties logging =
            LoggingProperties.of(NodeSettings.embedded(Path.of("/opt/patchbay"), Path.of("/var/patchbay")));

    @AfterEach
    void forget() {
        System.clearProperty("logback.configurationFile");
        System.clearProperty("patchbay.data");
    }

    @Test
    void tellLogbackItsSettingsAndItsFolderWhileItStarts() {
        logging.begin();

        assertThat(System.getProperty("logback.configurationFile")).isEqualTo("file:///opt/patchbay/conf/logback.xml");
        assertThat(System.getProperty("patchbay.data")).isEqualTo("/var/patchbay");
    }

    @Test
    void keepTheFolderAsLongAsTheNodeRuns() {
        logging.begin();
        logging.begun();

        assertThat(System.getProperty("logback.configurationFile")).isNull();
        assertThat(System.getProperty("patchbay.data")).isEqualTo("/var/patchbay");
    }

    @Test
    void leaveNothingBehind() {
        logging.begin();
        logging.end();

        assertThat(System.getProperty("patchbay.data")).isNull();
    }

    @Test
    void leaveAloneWhatTheProgramHasSet() {
        System.setProperty("logback.configurationFile", "file:mine.xml");

        logging.begin();
        logging.end();

        assertThat(System.getProperty("logback.configurationFile")).isEqualTo("file:mine.xml");
    }
}
