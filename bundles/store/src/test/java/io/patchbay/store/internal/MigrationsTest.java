package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.SigningKeys.Use;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    @TempDir
    Path folder;

    @Test
    void namesEveryScriptThatTheBundleHas() throws Exception {
        File scripts = new File(Migrations.class.getResource("/db").toURI());

        assertThat(scripts.list()).containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
        assertThat(Migrations.SCRIPTS).isSorted();
    }

    @Test
    void nodesThatStartAtOnceMakeOneLayoutAndOneSetOfKeys() {
        String url = PostgresCluster.get().newDatabase();
        List<OpenStore> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(OpenStore.at(OpenStore.settings(url), folder, FixedCredentials.FIRST));
        }
        try {
            nodes.forEach(OpenStore::opened);
            String signature = nodes.get(0).keys.sign(Use.TOKEN, "text");

            assertThat(nodes).allSatisfy(node -> assertThat(node.keys.verify(Use.TOKEN, "text", signature))
                    .isTrue());
            assertThat(nodes.get(0).services.list()).hasSize(1);
        } finally {
            nodes.forEach(OpenStore::close);
        }
    }
}
