package io.patchbay.storage;

import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.support.content.ContentFolder;
import io.patchbay.support.content.ManifestText;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what nodes want held, checks it, and deletes what none of them wants any more. Confined to one thread, but for
 * {@link #held}.
 */
final class Puller {
    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    private final List<NodeClient> nodes;
    private final Shelf shelf;
    private final AtomicReference<List<String>> held = new AtomicReference<>(List.of());
    private String lastComplaint = "";

    Puller(List<NodeClient> nodes, Shelf shelf) {
        this.nodes = nodes;
        this.shelf = shelf;
    }

    /** The versions that are here whole and checked; from any thread. */
    List<String> held() {
        return held.get();
    }

    /**
     * Goes through what is wanted once. Each release counts as held as soon as it is whole.
     *
     * @param wanted in the order in which to fetch
     * @return whether all of them are held
     */
    boolean pull(List<Wanted> wanted) {
        Set<String> versions =
                new HashSet<>(wanted.stream().map(Wanted::version).toList());
        List<String> whole = new ArrayList<>(held.get());
        whole.retainAll(versions);
        held.set(List.copyOf(whole));
        Set<String> used = new HashSet<>();
        boolean complete = true;
        for (Wanted release : wanted) {
            boolean here = pull(release, used);
            whole.remove(release.version());
            if (here) {
                whole.add(release.version());
            }
            complete &= here;
            held.set(List.copyOf(whole));
        }
        if (complete) {
            sweep(used);
        }
        return complete;
    }

    private boolean pull(Wanted release, Set<String> used) {
        try {
            used.add(release.manifest());
            if (!fetch(release.manifest(), release.manifestBytes())) {
                complain("Release " + release.version() + " cannot be fetched: no node has its manifest's bytes");
                return false;
            }
            Manifest manifest = ManifestText.read(
                    Files.readString(shelf.folder().find(release.manifest()).orElseThrow()));
            manifest.files().forEach(file -> used.add(file.sha256()));
            for (ReleaseFile file : manifest.files()) {
                if (!fetch(file.sha256(), file.size())) {
                    complain("Release " + release.version() + " cannot be fetched: no node has the bytes of "
                            + file.path());
                    return false;
                }
            }
            return true;
        } catch (IOException failed) {
            complain("Release " + release.version() + " cannot be fetched yet: " + failed.getMessage());
            return false;
        }
    }

    private boolean fetch(String hash, long size) throws IOException {
        if (shelf.has(hash, size)) {
            return true;
        }
        Path part = shelf.folder().incoming(hash);
        IOException last = null;
        for (NodeClient node : nodes) {
            try {
                if (node.fetch(hash, part, size)) {
                    if (Sha256.of(part).equals(hash)) {
                        shelf.adopt(part, hash);
                        return true;
                    }
                    Files.delete(part);
                    throw new IOException("what it sent does not have the hash " + hash);
                }
            } catch (IOException failed) {
                last = new IOException(node.node() + ": " + failed.getMessage(), failed);
            }
        }
        if (last != null) {
            throw last;
        }
        return false;
    }

    private void sweep(Set<String> used) {
        try {
            ContentFolder folder = shelf.folder();
            for (String hash : folder.hashes()) {
                if (!used.contains(hash)) {
                    shelf.delete(hash);
                }
            }
            for (Path part : folder.allIncoming()) {
                Files.delete(part);
            }
            lastComplaint = "";
        } catch (IOException failed) {
            complain("What is wanted no more cannot be deleted: " + failed.getMessage());
        }
    }

    private void complain(String complaint) {
        if (!complaint.equals(lastComplaint)) {
            LOG.warn("{}", complaint);
        }
        lastComplaint = complaint;
    }
}
