package io.patchbay.volumes.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Two storages in folders of a test, and a copier that takes small steps. */
final class Storages {
    static final int SECTION = 256 * 1024;
    static final int BUFFER = 128 * 1024;
    static final Tenant TENANT = new Tenant("shop", "shop", Optional.empty(), Optional.empty());

    final Path from;
    final Path to;
    final FileCopier copier;

    Storages(Path temp) throws IOException {
        this.from = Files.createDirectories(temp.resolve("nfs-a"));
        this.to = Files.createDirectories(temp.resolve("nfs-b"));
        this.copier = copier();
    }

    /** Another node's. */
    FileCopier copier() {
        Folders folders = new Folders(Map.of("nfs-a", from, "nfs-b", to), Optional.empty());
        Settings settings = new Settings(folders, "volume-{id}", "snapshot-{id}", 0, Duration.ofHours(1));
        return new FileCopier(
                settings,
                Clock.systemUTC(),
                System::nanoTime,
                nanos -> {
                    throw new IllegalStateException("there is no limit to wait for");
                },
                SECTION,
                BUFFER);
    }

    /** A file of a volume or snapshot on the first storage; the same content for the same name. */
    Path file(String name, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(name.hashCode()).nextBytes(content);
        return Files.write(from.resolve(name), content);
    }

    static Storage storage(String name) {
        return new Storage(name, Optional.of("file"), Attributes.NONE);
    }

    static Storage storage(String name, String folder) {
        return new Storage(name, Optional.of("file"), Attributes.of("folder", folder));
    }

    static Volume volume(String id) {
        return new Volume(id, "disk", Optional.empty(), 1, Optional.of(true), Optional.empty());
    }

    static Snapshot snapshot(String id) {
        return new Snapshot(id, "nightly", Optional.empty(), Optional.empty());
    }

    static CopyVolume task(String volume, String... snapshots) {
        return new CopyVolume(
                TENANT,
                storage("nfs-a"),
                storage("nfs-b"),
                Attributes.NONE,
                volume(volume),
                volume,
                Stream.of(snapshots).map(Storages::snapshot).toList());
    }

    static DeleteVolumeCopy undoing(VolumeCopied copied) {
        return new DeleteVolumeCopy(
                TENANT,
                copied.sourceStorage(),
                copied.targetStorage(),
                copied.volume(),
                copied.snapshots(),
                Attributes.NONE,
                "v");
    }

    static Attributes input(CopyVolume task) {
        return Records.write(task);
    }

    /** What lies openly on the second storage. */
    List<String> copies() throws IOException {
        return names(to, "patchbay-", "volume-");
    }

    /** What the copier keeps for itself. */
    List<String> kept() throws IOException {
        Path hidden = to.resolve(TargetFolder.HIDDEN);
        return Files.exists(hidden) ? names(hidden, "") : List.of();
    }

    private static List<String> names(Path folder, String... beginnings) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> Stream.of(beginnings).anyMatch(name::startsWith))
                    .sorted()
                    .toList();
        }
    }
}
