package io.patchbay.rest.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginFault;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.hotswap.RejectionCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One installed strategy and one rejected jar. Thread-safe. */
final class ScriptedPlugins implements Plugins {
    final Map<String, String> pins = new ConcurrentHashMap<>();
    final List<String> cleared = new CopyOnWriteArrayList<>();

    @Override
    public List<PluginStatus> plugins() {
        return List.of(new PluginStatus(
                "strategy",
                "least-used",
                "1.0.0",
                0,
                PluginStatus.State.SERVING,
                pins.containsKey("strategy/least-used"),
                "strategies-1.0.0.jar",
                "ab".repeat(32),
                Map.of(FaultReason.TOO_SLOW, 1L),
                Optional.of(new PluginFault(FaultReason.TOO_SLOW, "took 60 ms of 50"))));
    }

    @Override
    public List<PluginNotice> notices() {
        return List.of(new PluginNotice(
                PluginNotice.Kind.THREADS_LEFT, "bad 1.0.0", "left threads running: [x]", Instant.EPOCH));
    }

    @Override
    public List<RejectedJar> rejected() {
        return List.of(new RejectedJar(
                "bad.jar", RejectionCause.NOT_A_JAR, "not a jar: truncated after 512 bytes", Instant.EPOCH));
    }

    @Override
    public boolean pin(String kind, String name, String version) {
        boolean installed = version.equals("1.0.0");
        if (installed) {
            pins.put(kind + "/" + name, version);
        }
        return installed;
    }

    @Override
    public boolean unpin(String kind, String name) {
        return pins.remove(kind + "/" + name) != null;
    }

    @Override
    public boolean clearFaults(String kind, String name, String version) {
        return version.equals("1.0.0") && cleared.add(kind + "/" + name);
    }
}
