package io.patchbay.recovery;

import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.SandboxOptions;
import io.patchbay.sandbox.plan.PlannedSite;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cloud that a plan is carried out onto where none is named: a sandbox in this process, with all that the plan takes for granted.
 * Its state, and that of the node, lie in a folder of their own, so that nothing that was only played is taken for real; the same
 * command finds it again. Thread-safe.
 */
final class SandboxSite implements AutoCloseable {
    private static final String FOLDER = "sandbox";
    private static final String CLOUD = "cloud";
    private static final String STORAGE_FOLDER = "folder";

    private final Sandbox sandbox;
    private final RecoverOptions options;

    private SandboxSite(Sandbox sandbox, RecoverOptions options) {
        this.sandbox = sandbox;
        this.options = options;
    }

    /**
     * Starts it, or goes on with it.
     *
     * @param given how the plan is to be carried out
     * @throws UsageException if the plan leads elsewhere
     */
    static SandboxSite start(RecoveryPlan plan, RecoverOptions given) throws UsageException, IOException {
        requireNoFolders(plan);
        PlannedSite site = new PlannedSite(plan);
        Path data = folder(given);
        SandboxOptions usual =
                SandboxOptions.DEFAULTS.withFolder(data.resolve(CLOUD)).withDurability();
        Sandbox sandbox = Sandbox.start(site.in(usual));
        try {
            site.furnish(sandbox);
        } catch (IOException | RuntimeException failed) {
            sandbox.close();
            throw failed;
        }
        List<String> sets = new ArrayList<>();
        sets.add("io.patchbay.coordination:connectString="); // nobody else could work on it
        site.settings(sandbox)
                .forEach((pid, values) -> values.forEach((key, value) -> sets.add(pid + ":" + key + "=" + value)));
        sets.addAll(given.sets()); // who says something else knows why
        return new SandboxSite(sandbox, given.inSandbox(data, sets));
    }

    /** One that is named in a plan is where the real storage lies. */
    private static void requireNoFolders(RecoveryPlan plan) throws UsageException {
        Optional<String> own = plan.volumes().stream()
                .flatMap(disk -> Stream.of(disk.sourceStorage(), disk.targetStorage()))
                .filter(storage -> storage.metadata().text(STORAGE_FOLDER).isPresent())
                .map(Storage::name)
                .findFirst();
        if (own.isPresent()) {
            throw new UsageException("the plan names a folder of its own for storage " + own.get()
                    + ", where a sandbox has nothing: leave out '" + STORAGE_FOLDER
                    + "' of its metadata, and configure folder."
                    + own.get() + " of io.patchbay.volumes instead");
        }
    }

    /** Where it keeps everything. */
    static Path folder(RecoverOptions given) {
        return given.data().resolve(FOLDER);
    }

    /** How the plan is carried out onto it. */
    RecoverOptions options() {
        return options;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
