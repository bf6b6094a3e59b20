package io.patchbay.sandbox.volume;

import io.patchbay.sandbox.http.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pools: folders, in which every volume is a sparse file called {@code volume-ID}, and any other file is something that can be
 * imported. Thread-safe; it waits for the disk, so nobody who holds the cloud's lock asks it.
 */
public final class Pools {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final long GIB = 1L << 30;
    private static final int CAPACITY_GIB = 10_000;

    private final Path folder;
    private final List<String> names;

    /** Makes the folders that are not there. */
    public Pools(Path folder, List<String> names) throws IOException {
        this.folder = folder;
        this.names = List.copyOf(names);
        for (String name : names) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    /** The folder of all of them. */
    public Path folder() {
        return folder;
    }

    /** The folder of a pool. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    List<String> names() {
        return names;
    }

    /** What the scheduler calls a pool. */
    static String host(String name) {
        return name.contains("@") ? name : "sandbox@" + name + "#" + name;
    }

    /** The pool that the scheduler calls so. */
    Optional<String> named(String host) {
        return names.stream().filter(name -> host(name).equals(host)).findFirst();
    }

    Object capabilities(String name) throws IOException {
        double used = 0;
        for (Path file : files(name)) {
            used += (double) Files.size(file) / GIB;
        }
        return Json.object(
                "pool_name",
                name,
                "volume_backend_name",
                name,
                "vendor_name",
                "patchbay",
                "driver_version",
                "1.0",
                "storage_protocol",
                "local",
                "total_capacity_gb",
                CAPACITY_GIB,
                "free_capacity_gb",
                Math.max(0, CAPACITY_GIB - used),
                "provisioned_capacity_gb",
                used,
                "max_over_subscription_ratio",
                "20.0",
                "thin_provisioning_support",
                true,
                "thick_provisioning_support",
                false,
                "reserved_percentage",
                0,
                "multiattach",
                true,
                "QoS_support",
                false);
    }

    List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder(name))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("snapshot-"))
                    .sorted()
                    .toList();
        }
    }

    static long gibibytes(Path file) throws IOException {
        return Math.max(1, (Files.size(file) + GIB - 1) / GIB);
    }

    /** Makes the file of a volume, or makes it larger. */
    void size(String pool, String volume, long gibibytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file(pool, volume).toFile(), "rw")) {
            if (file.length() < gibibytes * GIB) {
                file.setLength(gibibytes * GIB);
            }
        }
    }

    void delete(String pool, String volume) throws IOException {
        Files.deleteIfExists(file(pool, volume));
    }

    /**
     * Has a file be that of a volume. It may be that already: who was killed in between does it again.
     *
     * @return its size in GiB; empty if there is no such file
     */
    Optional<Long> manage(String pool, String source, String volume) throws IOException {
        if (!PLAIN.matcher(source).matches() || source.equals(".") || source.equals("..")) {
            return Optional.empty();
        }
        Path from = folder(pool).resolve(source);
        Path own = file(pool, volume);
        if (Files.isRegularFile(from) && !Files.exists(own)) {
            Files.move(from, own);
        }
        return Files.isRegularFile(own) ? Optional.of(gibibytes(own)) : Optional.empty();
    }

    private Path file(String pool, String volume) {
        return folder(pool).resolve("volume-" + volume);
    }
}
