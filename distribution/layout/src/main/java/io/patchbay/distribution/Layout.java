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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays out the folder of the distribution: bundles and plug-ins where the features say, the launcher and what it needs in
 * {@code lib/}. Fails if Maven fetched a jar that no feature lists, or lacks one.
 */
public final class Layout {
    private static final Set<String> LAUNCHER_ONLY = Set.of("launcher", "org.apache.felix.framework");

    private final Path jars;
    private final Path home;

    private Layout(Path jars, Path home) {
        this.jars = jars;
        this.home = home;
    }

    /**
     * Lays out a distribution.
     *
     * @param arguments the folder of jars, the folder of files to copy as they are, the folder to make, the version
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
        unlisted.removeIf(name -> name.startsWith("features-") || isForTheLauncher(name));
        if (!unlisted.isEmpty()) {
            throw new IOException("Maven fetched jars that no feature lists: " + unlisted);
        }
    }

    private void placeLibraries() throws IOException {
        Path folder = Files.createDirectories(home.resolve("lib"));
        for (String name : jarNames()) {
            if (isForTheLauncher(name)) {
                Files.copy(jars.resolve(name), folder.resolve(name));
            }
        }
    }

    private Set<String> jarNames() throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isForTheLauncher(String jar) {
        return LAUNCHER_ONLY.stream().anyMatch(artifact -> jar.matches(artifact.replace(".", "\\.") + "-\\d.*\\.jar"));
    }
}
