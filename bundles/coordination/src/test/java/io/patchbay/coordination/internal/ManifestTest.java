package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

class ManifestTest {
    @Test
    void ofCoordinationExportsNothing() throws IOException {
        assertThat(manifestOf(Coordination.class).getValue(Constants.EXPORT_PACKAGE))
                .isNull();
    }

    @Test
    void ofCoordinationImportsNothingByChance() throws IOException {
        assertThat(imports(manifestOf(Coordination.class)))
                .allMatch(clause -> clause.startsWith("com.fasterxml.jackson.")
                        || clause.startsWith("io.patchbay.api.")
                        || clause.startsWith("org.apache.curator")
                        || clause.startsWith("org.apache.jute")
                        || clause.startsWith("org.apache.zookeeper")
                        || clause.startsWith("org.osgi.framework")
                        || clause.startsWith("org.slf4j"))
                .noneMatch(clause -> clause.contains("resolution:=optional"));
    }

    @Test
    void ofZooKeeperDemandsNettyAtOnce() throws IOException {
        assertThat(imports(manifestOf(ZooKeeper.class)))
                .anyMatch(clause -> clause.startsWith("io.netty.handler.ssl;") && !clause.contains("optional"));
    }

    @Test
    void ofZooKeeperImportsNothingThatItContains() throws IOException {
        assertThat(imports(manifestOf(ZooKeeper.class)))
                .noneMatch(clause -> clause.startsWith("org.apache.") || clause.startsWith("com.google."));
    }

    private static List<String> imports(Attributes manifest) {
        // commas within quotes are of version ranges
        return Arrays.asList(manifest.getValue(Constants.IMPORT_PACKAGE).split(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)"));
    }

    private static Attributes manifestOf(Class<?> member) throws IOException {
        URI location = URI.create(
                member.getProtectionDomain().getCodeSource().getLocation().toString());
        if (location.getPath().endsWith(".jar")) {
            try (JarInputStream jar = new JarInputStream(location.toURL().openStream())) {
                return jar.getManifest().getMainAttributes();
            }
        }
        try (InputStream file = location.resolve("META-INF/MANIFEST.MF").toURL().openStream()) {
            return new Manifest(file).getMainAttributes();
        }
    }
}
