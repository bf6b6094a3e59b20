package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.api.lobby.ReleaseStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares manifests. */
final class Deltas {
    private Deltas() {}

    /** All files of a release, for a client of which nobody knows what it has. */
    static Delta whole(ReleaseStatus target, Manifest manifest) {
        return new Delta(target, Delta.Basis.NOTHING, manifest.files(), List.of());
    }

    /** What differs between what a client has and what it is to have. */
    static Delta between(Manifest has, ReleaseStatus target, Manifest wanted, Delta.Basis basis) {
        Map<String, ReleaseFile> rest = new HashMap<>();
        has.files().forEach(file -> rest.put(file.path(), file));
        List<ReleaseFile> fetched = new ArrayList<>();
        for (ReleaseFile file : wanted.files()) {
            if (!file.equals(rest.remove(file.path()))) {
                fetched.add(file);
            }
        }
        return new Delta(target, basis, fetched, rest.keySet().stream().sorted().toList());
    }
}
