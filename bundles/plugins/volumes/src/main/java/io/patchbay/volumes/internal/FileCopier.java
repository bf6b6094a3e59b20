package io.patchbay.volumes.internal;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Copies volumes between storages that are folders, such as NFS mounts. Thread-safe. */
@Component(
        service = VolumeCopier.class,
        configurationPid = FileCopier.PID,
        property = VolumeCopier.NAME + "=" + VolumeCopier.DEFAULT_TYPE)
@Designate(ocd = FileCopier.Config.class)
public final class FileCopier implements VolumeCopier {
    static final String PID = "io.patchbay.volumes";
    private static final long SECTION_BYTES = 64L << 20;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long GIB = 1L << 30;
    private static final String RENAMED = "volume-copier"; // in codes, where no task is known

    @ObjectClassDefinition(name = "Patchbay: volumes in folders")
    @interface Config {
        @AttributeDefinition(
                description =
                        "The folder of a storage, folder.STORAGE. folder.others: where all others lie, each in a folder of its"
                                + " name; empty: nowhere")
        String folder_others() default "";

        @AttributeDefinition(description = "The file of a volume in its storage; {id} is the volume's id")
        String volumeFile() default "volume-{id}";

        @AttributeDefinition(description = "The file of a snapshot in its storage; {id} is the snapshot's id")
        String snapshotFile() default "snapshot-{id}";

        @AttributeDefinition(description = "How much all copies of this node read together; 0: as much as they can")
        long maxBytesPerSecond() default 0;

        @AttributeDefinition(
                description = "When the files of an unfinished copy are deleted that nobody has come back to")
        int keepUnfinishedHours() default 168;
    }

    private final Clock clock;
    private final RateLimit limit;
    private final long sectionBytes;
    private final int bufferBytes;
    private volatile Settings settings;
    private volatile boolean closing;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public FileCopier(Config config, Map<String, Object> properties, @Reference(name = "clock") Clock clock) {
        this(
                Settings.of(config, properties),
                clock,
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep,
                SECTION_BYTES,
                BUFFER_BYTES);
    }

    FileCopier(
            Settings settings,
            Clock clock,
            LongSupplier nanoTime,
            RateLimit.Pause pause,
            long sectionBytes,
            int bufferBytes) {
        this.settings = settings;
        this.clock = clock;
        this.limit = new RateLimit(settings.maxBytesPerSecond(), nanoTime, pause);
        this.sectionBytes = sectionBytes;
        this.bufferBytes = bufferBytes;
    }

    /** Takes another configuration in; copies that run go on, by the new rate. */
    @Modified
    void modified(Config config, Map<String, Object> properties) {
        Settings next = Settings.of(config, properties);
        settings = next;
        limit.change(next.maxBytesPerSecond());
    }

    /** Copies that run end, and can be gone on with. */
    @Deactivate
    void close() {
        closing = true;
    }

    @Override
    public Optional<VolumeCopied> find(CopyVolume task, Attempt attempt)
            throws TaskFailedException, InterruptedException {
        TargetFolder folder = targetOf(task.targetStorage(), attempt.type());
        return doing("looking for the copy of " + task.volume().id(), attempt.type(), () -> {
            for (String name : copies(task, attempt)) {
                if (!folder.has(name)) {
                    return Optional.empty();
                }
            }
            return Optional.of(copied(task, attempt, folder));
        });
    }

    @Override
    public VolumeCopied copy(CopyVolume task, Attempt attempt) throws TaskFailedException, InterruptedException {
        String type = attempt.type();
        requireFile(task.sourceStorage(), type);
        TargetFolder folder = targetOf(task.targetStorage(), type);
        Map<String, Path> sources = sources(task, attempt);
        String doing = "copying " + task.volume().id() + " from "
                + task.sourceStorage().name() + " to " + task.targetStorage().name();
        return doing(doing, type, () -> {
            folder.sweepOlder(FileTime.from(clock.instant().minus(settings.keepUnfinished())));
            Progress progress = new Progress(attempt, () -> closing, bytes(sources));
            FileCopy.Task common = new FileCopy.Task(type, attempt.epoch(), sectionBytes, bufferBytes, limit);
            for (Map.Entry<String, Path> file : sources.entrySet()) {
                String name = file.getKey();
                if (folder.has(name)) {
                    long bytes = Files.size(folder.path().resolve(folder.currentName(name)));
                    progress.copied(bytes);
                    progress.verified(bytes);
                } else {
                    new FileCopy(common, file.getValue(), folder, name, progress).make();
                }
            }
            return copied(task, attempt, folder);
        });
    }

    @Override
    public void delete(DeleteVolumeCopy task, Attempt attempt) throws TaskFailedException, InterruptedException {
        List<String> names = new ArrayList<>();
        names.add(task.volume().id());
        task.snapshots().forEach(snapshot -> names.add(snapshot.id()));
        for (String name : names) {
            requireCopy(name, attempt.type());
        }
        TargetFolder folder = targetOf(task.targetStorage(), attempt.type());
        doing("deleting " + task.volume().id() + " from " + task.targetStorage().name(), attempt.type(), () -> {
            for (String name : names) {
                folder.delete(name);
            }
            folder.force();
            return names;
        });
    }

    @Override
    public void renamed(Storage target, String copy, String name) throws TaskFailedException {
        requireCopy(copy, RENAMED);
        TargetFolder folder = targetOf(target, RENAMED);
        try {
            CopyRecord called = folder.record(copy).called(Folders.plain(name, RENAMED));
            folder.keep(copy, called);
        } catch (IOException failed) {
            throw Reasons.of(RENAMED, "keeping the new name of " + copy, failed);
        }
    }

    @Override
    public String nameOf(Storage target, String copy) throws TaskFailedException {
        TargetFolder folder = targetOf(target, RENAMED);
        try {
            return folder.currentName(Folders.plain(copy, RENAMED));
        } catch (IOException failed) {
            throw Reasons.of(RENAMED, "looking for the name of " + copy, failed);
        }
    }

    /** What may fail with the storage. */
    private interface Work<T> {
        T run() throws IOException, TaskFailedException, InterruptedException;
    }

    private static <T> T doing(String what, String type, Work<T> work)
            throws TaskFailedException, InterruptedException {
        try {
            return work.run();
        } catch (ClosedByInterruptException interrupted) {
            boolean cleared = Thread.interrupted(); // the exception says it
            throw (InterruptedException)
                    new InterruptedException("interrupted while " + what + (cleared ? "" : ", by another"))
                            .initCause(interrupted);
        } catch (IOException failed) {
            throw Reasons.of(type, what, failed);
        }
    }

    private TargetFolder targetOf(Storage storage, String type) throws TaskFailedException {
        requireFile(storage, type);
        return new TargetFolder(settings.folders().of(storage, type));
    }

    private static void requireFile(Storage storage, String type) throws TaskFailedException {
        if (!storage.type().orElse(DEFAULT_TYPE).equals(DEFAULT_TYPE)) {
            throw Reasons.permanent(
                    type,
                    "input",
                    "storage " + storage.name() + " must be of type " + DEFAULT_TYPE
                            + " to be copied from or to one that is");
        }
    }

    private static void requireCopy(String name, String type) throws TaskFailedException {
        if (!TargetFolder.isCopy(name)) {
            throw Reasons.permanent(
                    type, "not_a_copy", "'" + name + "' is not what this copier calls a copy: it is left alone");
        }
    }

    /** The names of the copies that a task makes: of the volume, then of its snapshots. */
    private static List<String> copies(CopyVolume task, Attempt attempt) {
        List<String> names = new ArrayList<>();
        names.add(TargetFolder.nameOf(attempt.idempotencyKey()));
        for (int number = 1; number <= task.snapshots().size(); number++) {
            names.add(TargetFolder.nameOf(attempt.idempotencyKey(), number));
        }
        return names;
    }

    /** What is copied: the file by the name of its copy. */
    private Map<String, Path> sources(CopyVolume task, Attempt attempt) throws TaskFailedException {
        String type = attempt.type();
        Settings now = settings;
        Path folder = now.folders().of(task.sourceStorage(), type);
        List<String> copies = copies(task, attempt);
        Map<String, Path> files = new LinkedHashMap<>();
        String at = " on storage " + task.sourceStorage().name();
        files.put(
                copies.get(0),
                now.folders()
                        .file(
                                folder,
                                now.fileOfVolume(task.volume().id()),
                                "volume " + task.volume().id() + at,
                                type));
        for (int place = 0; place < task.snapshots().size(); place++) {
            String id = task.snapshots().get(place).id();
            files.put(
                    copies.get(place + 1),
                    now.folders().file(folder, now.fileOfSnapshot(id), "snapshot " + id + at, type));
        }
        return files;
    }

    private static long bytes(Map<String, Path> sources) throws IOException {
        long bytes = 0;
        for (Path file : sources.values()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static VolumeCopied copied(CopyVolume task, Attempt attempt, TargetFolder folder) throws IOException {
        List<String> names = copies(task, attempt);
        long bytes = Files.size(folder.path().resolve(folder.currentName(names.get(0))));
        Volume volume = task.volume();
        Volume copy = new Volume(
                names.get(0),
                volume.name(),
                volume.description(),
                Math.max(1, (bytes + GIB - 1) / GIB),
                volume.bootable(),
                volume.readOnly());
        List<Snapshot> snapshots = new ArrayList<>();
        for (int place = 0; place < task.snapshots().size(); place++) {
            Snapshot kept = task.snapshots().get(place);
            snapshots.add(new Snapshot(names.get(place + 1), kept.name(), kept.description(), kept.createdAt()));
        }
        return new VolumeCopied(task.sourceStorage(), task.targetStorage(), copy, snapshots);
    }
}
