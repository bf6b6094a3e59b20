package io.patchbay.sandbox.plan;

import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** A folder of configuration beside a sandbox, with which a node carries a plan out in it. Immutable. */
public final class NodeFolder {
    private static final String FOLDER = "conf";

    private final Sandbox sandbox;
    private final PlannedSite site;

    /** Of that sandbox, for what is planned there. */
    public NodeFolder(Sandbox sandbox, PlannedSite site) {
        this.sandbox = sandbox;
        this.site = site;
    }

    /**
     * Makes the sandbox ready for the plan, and writes the folder, in the place of one that is there. Only its owner can read the
     * file with the password.
     *
     * @return the folder
     */
    public Path write() throws IOException {
        site.furnish(sandbox);
        Path folder = Files.createDirectories(sandbox.cloudsFile().resolveSibling(FOLDER));
        Files.copy(
                sandbox.cloudsFile(),
                folder.resolve(sandbox.cloudsFile().getFileName()),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        for (Map.Entry<String, Map<String, Object>> settings :
                site.settings(sandbox).entrySet()) {
            Files.writeString(
                    folder.resolve(settings.getKey() + ".json"),
                    Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new TreeMap<>(settings.getValue())));
        }
        return folder;
    }
}
