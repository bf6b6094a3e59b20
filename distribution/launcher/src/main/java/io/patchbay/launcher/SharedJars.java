package io.patchbay.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Bundles of a distribution whose very jars this program runs on, as {@code bin/patchbay} does on those that it reads the list of
 * bundles with. The framework exports their packages instead of installing them: their classes, hundreds of them, are then loaded
 * and compiled once. Immutable.
 */
final class SharedJars {
    private final Map<Path, String> packages; // of each jar

    private SharedJars(Map<Path, String> packages) {
        this.packages = packages;
    }

    /**
     * Looks which of the bundles are on a class path.
     *
     * @param classPath as in the system property {@code java.class.path}
     * @param bundles folder of the distribution's bundles
     */
    static SharedJars of(String classPath, Path bundles) throws IOException {
        Map<Path, String> packages = new HashMap<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && Files.exists(jar) && isIn(bundles, jar)) {
                Optional<String> exported = exported(jar);
                if (exported.isPresent()) {
                    packages.put(jar.toRealPath(), exported.get());
                }
            }
        }
        return new SharedJars(Map.copyOf(packages));
    }

    /** Whether the framework has what a bundle exports. */
    boolean contains(Path jar) throws IOException {
        return packages.containsKey(jar.toRealPath());
    }

    /** What the framework has to export, as in the header {@code Export-Package}; possibly empty. */
    String exported() {
        return packages.values().stream().sorted().collect(Collectors.joining(","));
    }

    private static boolean isIn(Path folder, Path jar) throws IOException {
        return Files.exists(folder)
                && folder.toRealPath().equals(jar.toRealPath().getParent());
    }

    /** What a bundle exports, as in the header {@code Export-Package} but for {@code uses}. */
    static Optional<String> exported(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return Optional.ofNullable(opened.getManifest())
                    .map(Manifest::getMainAttributes)
                    .flatMap(header -> Optional.ofNullable(header.getValue("Export-Package")))
                    .map(exports ->
                            exports.replaceAll(";uses:=\"[^\"]*\"", "")); // all of them come from one class path
        }
    }
}
