package io.patchbay.node.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/**
 * What whoever started this framework says of the node, in framework properties: {@code bin/patchbay} sets them from its
 * options, a program that embeds Patchbay sets them itself. Immutable.
 *
 * @param data {@code patchbay.data}: folder of the node's state; default {@code data}
 * @param conf {@code patchbay.conf}: folder of configuration files; default {@code conf}
 * @param plugins {@code patchbay.plugins}: folder of plug-ins; default {@code plugins}
 * @param name {@code patchbay.node}: the node's name; default: made once and kept in DATA
 * @param advertise {@code patchbay.advertise}: {@code HOST:PORT} that clients are told; default: where it listens
 * @param sets {@code patchbay.set.0}, {@code patchbay.set.1} …: {@code PID:key=value}, stronger than files
 */
record Settings(
        Path data, Path conf, Path plugins, Optional<String> name, Optional<String> advertise, List<String> sets) {

    static Settings of(BundleContext framework) {
        List<String> sets = new ArrayList<>();
        for (int i = 0; framework.getProperty("patchbay.set." + i) != null; i++) {
            sets.add(framework.getProperty("patchbay.set." + i));
        }
        return new Settings(
                folder(framework, "data"),
                folder(framework, "conf"),
                folder(framework, "plugins"),
                text(framework, "patchbay.node"),
                text(framework, "patchbay.advertise"),
                List.copyOf(sets));
    }

    private static Path folder(BundleContext framework, String name) {
        return Path.of(text(framework, "patchbay." + name).orElse(name)).toAbsolutePath();
    }

    private static Optional<String> text(BundleContext framework, String key) {
        return Optional.ofNullable(framework.getProperty(key)).filter(text -> !text.isBlank());
    }
}
