package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir
    private Path folder;

    @Test
    void takesThePidFromTheName() {
        assertThat(ConfigurationFile.pid(Path.of("io.patchbay.placement.json"))).contains("io.patchbay.placement");
        assertThat(ConfigurationFile.pid(Path.of("io.patchbay.rest.cfg"))).contains("io.patchbay.rest");
    }

    @Test
    void passesOverOtherFiles() {
        assertThat(ConfigurationFile.pid(Path.of("logback.xml"))).isEmpty();
        assertThat(ConfigurationFile.pid(Path.of(".io.patchbay.rest.json"))).isEmpty();
    }

    @Test
    void readsJsonWithItsTypes() throws IOException {
        Map<String, Object> values = read("a.json", "{\"n\":5,\"d\":0.5,\"b\":true,\"t\":\"x\",\"l\":[\"a\",2]}");

        assertThat(values).containsEntry("n", 5L).containsEntry("d", 0.5).containsEntry("b", true);
        assertThat((String[]) values.get("l")).containsExactly("a", "2");
    }

    @Test
    void readsProperties() throws IOException {
        assertThat(read("a.cfg", "# why\nstrategy.play = two-choices \n"))
                .containsEntry("strategy.play", "two-choices");
    }

    @Test
    void saysInWhichLineJsonIsBroken() {
        assertThatThrownBy(() -> read("a.json", "{\n\"n\":5,\n oops}")).hasMessageContaining("line 3");
    }

    @Test
    void refusesAnObjectAsAValue() {
        assertThatThrownBy(() -> read("a.json", "{\"n\":{}}")).hasMessageContaining("n must be a text");
    }

    private Map<String, Object> read(String name, String content) throws IOException {
        return ConfigurationFile.read(Files.writeString(folder.resolve(name), content));
    }
}
