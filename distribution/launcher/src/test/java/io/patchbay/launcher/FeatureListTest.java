package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureListTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheFilesInTheOrderOfTheirNames() throws Exception {
        feature("2-own.json", "{\"id\":\"g:second:1\",\"start-order\":10}");
        feature("1-base.json", "{\"id\":\"g:first:1\",\"start-order\":1}");

        assertThat(FeatureList.read(folder).bundles())
                .extracting(FeatureList.Bundle::artifact)
                .containsExactly("first", "second");
    }

    @Test
    void knowsTheFileOfABundle() throws Exception {
        feature("a.json", "{\"id\":\"g:plain:1.2\"},{\"id\":\"g:split:jar:part:1.2\"}");

        assertThat(FeatureList.read(folder).bundles())
                .extracting(FeatureList.Bundle::fileName)
                .containsExactly("plain-1.2.jar", "split-1.2-part.jar");
    }

    @Test
    void takesAPluginOutOfTheStartOrder() throws Exception {
        feature("a.json", "{\"id\":\"g:plugin:1\",\"folder\":\"plugins\"}");

        assertThat(FeatureList.read(folder).bundles())
                .containsExactly(new FeatureList.Bundle("g", "plugin", "1", "", 0, "plugins"));
    }

    @Test
    void looksAtNothingButJson() throws Exception {
        feature("a.json", "{\"id\":\"g:a:1\"}");
        Files.writeString(folder.resolve("notes.txt"), "not JSON");

        assertThat(FeatureList.read(folder).bundles()).hasSize(1);
    }

    @Test
    void refusesAFolderWithoutFeatures() {
        assertThatIOException()
                .isThrownBy(() -> FeatureList.read(folder))
                .withMessageContaining("no feature is listed");
    }

    @Test
    void refusesAnIdThatIsNoMavenCoordinate() throws Exception {
        feature("a.json", "{\"id\":\"only-a-name\"}");

        assertThatIOException()
                .isThrownBy(() -> FeatureList.read(folder))
                .withMessageContaining("a.json")
                .withMessageContaining("only-a-name");
    }

    private void feature(String name, String bundles) throws Exception {
        Files.writeString(folder.resolve(name), "{\"bundles\":[" + bundles + "]}");
    }
}
