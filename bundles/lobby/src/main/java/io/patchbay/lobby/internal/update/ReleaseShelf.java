package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseChange;
import io.patchbay.api.lobby.ReleaseChange.Done;
import io.patchbay.api.lobby.ReleaseChange.Reason;
import io.patchbay.api.lobby.ReleaseChange.Refused;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.Releases;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.store.ReleaseKey;
import io.patchbay.api.store.ReleaseRecord;
import io.patchbay.api.store.ReleaseRecords;
import io.patchbay.support.content.ContentFolder;
import io.patchbay.support.content.ManifestText;
import io.patchbay.support.content.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes and deletes releases, one at a time on this node. Thread-safe. */
@Component(service = Releases.class)
public final class ReleaseShelf implements Releases {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseShelf.class);
    private static final int MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

    private final ReleaseSettings settings;
    private final ReleaseRecords records;
    private final ReleaseKey key;
    private final ReleaseCatalogue catalogue;
    private final Clock clock;
    private final Path data;
    private final ContentFolder contents;
    private final Semaphore turn = new Semaphore(1);

    @Activate
    public ReleaseShelf(
            @Reference(name = "settings") ReleaseSettings settings,
            @Reference(name = "records") ReleaseRecords records,
            @Reference(name = "key") ReleaseKey key,
            @Reference(name = "catalogue") ReleaseCatalogue catalogue,
            @Reference(name = "clock") Clock clock,
            @Reference(name = "folders") NodeFolders folders)
            throws IOException {
        this.settings = settings;
        this.records = records;
        this.key = key;
        this.catalogue = catalogue;
        this.clock = clock;
        this.data = folders.data();
        this.contents = ContentFolder.in(folders.data().resolve("releases"));
    }

    @Override
    public List<ReleaseStatus> list() {
        return catalogue.look().releases();
    }

    @Override
    public ReleaseChange publishFolder(String version, String folder, boolean current) {
        return inTurn(() -> publish(version, FolderSource.below(settings.publishFrom(data), folder), current));
    }

    @Override
    public ReleaseChange publishArchive(String version, Path archive, boolean current) {
        return inTurn(() -> publish(version, new TarSource(archive), current));
    }

    @Override
    public ReleaseChange makeCurrent(String version) {
        if (!records.makeCurrent(version)) {
            return unknown(version);
        }
        LOG.info("Release {} is the current one", version);
        return done(version);
    }

    @Override
    public ReleaseChange delete(String version) {
        return inTurn(() -> {
            Optional<ReleaseStatus> release = catalogue.look().find(version);
            if (release.isEmpty()) {
                return unknown(version);
            }
            if (!records.delete(version)) {
                return new Refused(
                        Reason.CURRENT,
                        "release " + version + " is the current one: make another one current before it is deleted");
            }
            LOG.info("Release {} is deleted", version);
            sweep(catalogue.look().releases());
            return new Done(release.get());
        });
    }

    @Override
    public Optional<Path> content(String sha256) {
        return contents.find(sha256);
    }

    @Override
    public String publicKey() {
        return key.publicKey();
    }

    private interface Work {
        ReleaseChange get() throws IOException, InvalidReleaseException;
    }

    private ReleaseChange inTurn(Work work) {
        if (!turn.tryAcquire()) {
            return new Refused(Reason.BUSY, "another release is being published or deleted on this node");
        }
        try {
            return work.get();
        } catch (InvalidReleaseException wrong) {
            return new Refused(wrong.reason(), wrong.getMessage());
        } catch (TarReader.TruncatedException truncated) {
            return new Refused(Reason.INVALID, truncated.getMessage());
        } catch (IOException failed) {
            throw new UncheckedIOException("the files of a release could not be written or read", failed);
        } finally {
            turn.release();
        }
    }

    private ReleaseChange publish(String version, ReleaseSource source, boolean current)
            throws IOException, InvalidReleaseException {
        Optional<ReleaseStatus> before = catalogue.look().find(version);
        if (before.isEmpty() && catalogue.look().releases().size() >= settings.maxReleases()) {
            return new Refused(
                    Reason.TOO_LARGE,
                    "there are " + settings.maxReleases()
                            + " releases (the key maxReleases of io.patchbay.lobby.releases): delete one first");
        }
        for (Path left : contents.allIncoming()) {
            Files.delete(left); // by a crash; nobody else is at it now
        }
        Intake intake = new Intake(contents, settings.maxFiles(), settings.maxReleaseBytes());
        boolean kept = false;
        try {
            source.readInto(intake);
            ReleaseChange change = before.isPresent()
                    ? again(before.get(), intake.files(), current)
                    : add(manifest(version, intake.files()), current);
            kept = change instanceof Done;
            return change;
        } finally {
            if (!kept) {
                intake.undo();
            }
        }
    }

    private ReleaseChange add(Manifest manifest, boolean current) throws IOException, InvalidReleaseException {
        String text = ManifestText.write(manifest);
        ReleaseRecord record = new ReleaseRecord(
                manifest.version(),
                manifest.publishedMillis(),
                manifest.files().size(),
                manifest.bytes(),
                Sha256.of(text),
                keep(text),
                key.sign(text),
                current);
        if (!records.add(record, text)) {
            contents.delete(record.manifest());
            return taken(manifest.version());
        }
        LOG.info(
                "Release {} is published: {} files, {} bytes{}",
                record.version(),
                record.files(),
                record.bytes(),
                current ? ", and the current one" : "");
        return done(manifest.version());
    }

    /** The same release once more: this node has its bytes from now on. */
    private ReleaseChange again(ReleaseStatus release, List<ReleaseFile> files, boolean current)
            throws IOException, InvalidReleaseException {
        Manifest published = catalogue.manifest(release.version());
        if (!published.files().equals(files)) {
            return taken(release.version());
        }
        keep(ManifestText.write(published));
        return current ? makeCurrent(release.version()) : done(release.version());
    }

    private Manifest manifest(String version, List<ReleaseFile> files) throws InvalidReleaseException {
        if (files.isEmpty()) {
            throw new InvalidReleaseException("a release must have a file");
        }
        try {
            return new Manifest(version, clock.millis(), files);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidReleaseException("these files are no release: " + wrong.getMessage());
        }
    }

    /** A manifest is fetched like the files that it names; @return how many bytes it has */
    private int keep(String manifest) throws IOException, InvalidReleaseException {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_MANIFEST_BYTES) {
            throw new InvalidReleaseException(
                    Reason.TOO_LARGE,
                    "the paths of this release are too long: its manifest would have " + bytes.length + " bytes of "
                            + MAX_MANIFEST_BYTES);
        }
        Path copy = contents.incoming("manifest");
        Files.copy(new ByteArrayInputStream(bytes), copy);
        contents.adopt(copy, Sha256.of(manifest));
        return bytes.length;
    }

    /** Deletes what no release has. */
    private void sweep(List<ReleaseStatus> releases) throws IOException {
        Set<String> used = new HashSet<>();
        for (ReleaseStatus release : releases) {
            used.add(release.manifest());
            catalogue.manifest(release.version()).files().forEach(file -> used.add(file.sha256()));
        }
        for (String hash : contents.hashes()) {
            if (!used.contains(hash)) {
                contents.delete(hash);
            }
        }
    }

    private ReleaseChange done(String version) {
        return catalogue.look().find(version).<ReleaseChange>map(Done::new).orElseGet(() -> unknown(version));
    }

    private static Refused unknown(String version) {
        return new Refused(Reason.UNKNOWN, "there is no release " + version);
    }

    private static Refused taken(String version) {
        return new Refused(
                Reason.TAKEN,
                "there is a release " + version + " with other files: publish yours under another version");
    }
}
