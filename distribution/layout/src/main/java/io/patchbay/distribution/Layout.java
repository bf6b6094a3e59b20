package io.patchbay.distribution;

import io.patchbay.launcher.FeatureList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays out the folder of the distribution: bundles and plug-ins where the features say, the launcher and what it needs in
 * {@code lib/}, the demo and what it needs in {@code lib/demo/}. Fails if Maven fetched a jar that is listed nowhere, or lacks
 * one that is.
 */
public final class Layout {
    /** The jars that are no bundles of a node: the folder by the artifact. */
    private static final Map<String, String> LIBRARIES = libraries(Map.of(
            "launcher", "lib",
            "authoring", "lib",
            "contract-tests", "lib",
            "org.apache.felix.framework", "lib",
            "demo", "lib/demo",
            "socket.io-client", "lib/demo",
            "engine.io-client", "lib/demo",
            "okhttp", "lib/demo",
            "okio", "lib/demo",
            "json", "lib/demo"));

    /** Plug-ins carry their own version in their name, so that a newer one lies beside the older one. */
    private static final Map<String, String> NAMES = Map.of("demo-strategy", "least-used-2.0.0.jar");

    private static Map<String, String> libraries(Map<String, String> folders) {
        Map<String, String> all = new TreeMap<>(folders);
        all.put("operator", "lib");
        all.put("openstack-client", "lib");
        all.put("support", "lib");
        all.put("recovery", "lib");
        all.put("sandbox", "lib");
        all.put("storage", "lib/storage");
        all.put("observer", "lib/observer");
        all.put("netty-codec-http", "lib/storage");
        all.put("handlers-noop", "lib/recovery");
        all.put("demo-strategy", "lib/demo/plugins");
        return all;
    }

    private final Path jars;
    private final Path home;

    private Layout(Path jars, Path home) {
        this.jars = jars;
        this.home = home;
    }

    /**
     * Lays out a distribution.
     *
     * @param arguments the folder of jars, the folder of files to copy as they are, the folder to make, the version, the root of
     *     the checkout, and the versions of JUnit and of OSGi's annotations (of versions, of components) that authors get
     */
    public static void main(String[] arguments) throws IOException {
        Path jars = Path.of(arguments[0]);
        Path home = Path.of(arguments[2]);
        Layout layout = new Layout(jars, home);
        layout.clear();
        layout.copyTree(Path.of(arguments[1]), home);
        layout.unpackFeatures(jars.resolve("features-" + arguments[3] + ".jar"));
        layout.placeBundles();
        layout.placeLibraries();
        new AuthorRepository(home.resolve("repository"), arguments[3], arguments[5], arguments[6], arguments[7])
                .publish(jars, Path.of(arguments[4]));
    }

    private void clear() throws IOException {
        if (Files.exists(home)) {
            try (Stream<Path> old = Files.walk(home)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(home);
    }

    private void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                if (target.getParent().endsWith("bin")) {
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private void unpackFeatures(Path jar) throws IOException {
        Path target = Files.createDirectories(home.resolve("features"));
        try (FileSystem archive = FileSystems.newFileSystem(jar);
                Stream<Path> features = Files.list(archive.getPath("features"))) {
            for (Path feature : features.toList()) {
                try (InputStream content = Files.newInputStream(feature)) {
                    Files.copy(content, target.resolve(feature.getFileName().toString()));
                }
            }
        }
    }

    private void placeBundles() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (FeatureList.Bundle bundle :
                FeatureList.read(home.resolve("features")).bundles()) {
            if (!listed.add(bundle.fileName())) {
                throw new IOException("two features list " + bundle.fileName());
            }
            Path jar = jars.resolve(bundle.fileName());
            if (!Files.exists(jar)) {
                throw new IOException("a feature lists " + bundle.fileName()
                        + ", which Maven did not fetch: add it to the dependencies of features/pom.xml");
            }
            Path folder = Files.createDirectories(home.resolve(bundle.folder()));
            Files.copy(jar, folder.resolve(bundle.fileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> unlisted = new ArrayList<>(jarNames());
        unlisted.removeAll(listed);
        unlisted.removeIf(name -> name.startsWith("features-") || library(name).isPresent());
        if (!unlisted.isEmpty()) {
            throw new IOException("Maven fetched jars that no feature lists: " + unlisted);
        }
    }

    private void placeLibraries() throws IOException {
        Set<String> missing = new TreeSet<>(LIBRARIES.keySet());
        for (String jar : jarNames()) {
            Optional<String> artifact = library(jar);
            if (artifact.isPresent()) {
                missing.remove(artifact.get());
                Path folder = Files.createDirectories(home.resolve(LIBRARIES.get(artifact.get())));
                Files.copy(jars.resolve(jar), folder.resolve(NAMES.getOrDefault(artifact.get(), jar)));
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("Maven did not fetch these libraries: " + missing);
        }
    }

    private Set<String> jarNames() throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Optional<String> library(String jar) {
        return LIBRARIES.keySet().stream()
                .filter(artifact -> jar.matches(Pattern.quote(artifact) + "-\\d.*\\.jar"))
                .findFirst();
    }
}
