package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectedJar;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that changed nothing, and why. Written by the deployer's thread, read by any. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Clock clock;
    private final Map<String, Refusal> byFile = new TreeMap<>();
    private volatile List<RejectedJar> snapshot = List.of();

    Refusals(Clock clock) {
        this.clock = clock;
    }

    private record Refusal(RejectedJar jar, boolean unresolved) {}

    /** By file name. */
    List<RejectedJar> list() {
        return snapshot;
    }

    /** Of one that is refused again, the time is new: whoever has put it there once more learns that it was looked at. */
    void refuse(String file, RefusedJarException why) {
        Refusal before = byFile.put(
                file,
                new Refusal(new RejectedJar(file, why.kind(), why.getMessage(), clock.instant()), why.isUnresolved()));
        if (before == null || !before.jar.reason().equals(why.getMessage())) {
            LOG.warn("{} is not installed: {}", file, why.getMessage());
        }
        publish();
    }

    void clear(String file) {
        if (byFile.remove(file) != null) {
            publish();
        }
    }

    /** Files that may resolve now that something else was installed. */
    List<String> unresolved() {
        return byFile.values().stream()
                .filter(Refusal::unresolved)
                .map(refusal -> refusal.jar.file())
                .toList();
    }

    private void publish() {
        snapshot = byFile.values().stream().map(Refusal::jar).toList();
    }
}
