package io.patchbay.itests.incontainer;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackage;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import io.patchbay.launcher.FeatureList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;

/** The distribution's bundle list and framework properties, as Pax Exam wants them, with what JUnit needs inside. */
final class DistributionOptions {
    private DistributionOptions() {}

    static Option[] all() throws IOException {
        Path home = Path.of(System.getProperty("patchbay.home"));
        Path data = Files.createTempDirectory("patchbay-itest");
        List<Option> options = new ArrayList<>();
        for (FeatureList.Bundle listed :
                FeatureList.read(home.resolve("features")).bundles()) {
            if (listed.folder().equals("bundles")) {
                options.add(bundle("reference:"
                                + home.resolve("bundles")
                                        .resolve(listed.fileName())
                                        .toUri())
                        .startLevel(listed.startOrder()));
            }
        }
        for (Class<?> inside : List.of(
                org.junit.jupiter.api.Test.class,
                org.junit.platform.commons.JUnitException.class,
                org.opentest4j.AssertionFailedError.class,
                org.apiguardian.api.API.class,
                org.assertj.core.api.Assertions.class,
                net.bytebuddy.ByteBuddy.class)) {
            options.add(bundle(inside.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString())
                    .startLevel(1));
        }
        property(options, "org.osgi.framework.bsnversion", "multiple");
        property(options, "org.apache.felix.http.host", "127.0.0.1");
        property(options, "org.osgi.service.http.port", "0");
        property(options, "org.apache.felix.jetty.websocket.enable", "true");
        property(options, "felix.webconsole.security.providers", "patchbay");
        property(options, "felix.cm.dir", data.resolve("config").toString());
        property(options, "patchbay.data", data.toString());
        property(options, "patchbay.conf", home.resolve("conf").toString());
        property(options, "patchbay.plugins", home.resolve("plugins").toString());
        options.add(frameworkStartLevel(30));
        options.add(cleanCaches());
        options.add(bootDelegationPackage("sun.*"));
        return options.toArray(Option[]::new);
    }

    private static void property(List<Option> options, String key, String value) {
        options.add(frameworkProperty(key).value(value));
    }
}
