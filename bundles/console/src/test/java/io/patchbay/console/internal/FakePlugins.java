package io.patchbay.console.internal;

import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import java.util.List;

/** Plug-ins as a test says they are. */
public final class FakePlugins implements Plugins {
    public List<PluginStatus> installed = List.of();
    public List<RejectedJar> refused = List.of();
    public List<PluginNotice> notices = List.of();

    @Override
    public List<PluginStatus> plugins() {
        return installed;
    }

    @Override
    public List<PluginNotice> notices() {
        return notices;
    }

    @Override
    public List<RejectedJar> rejected() {
        return refused;
    }

    @Override
    public boolean pin(String kind, String name, String version) {
        return false;
    }

    @Override
    public boolean unpin(String kind, String name) {
        return false;
    }

    @Override
    public boolean clearFaults(String kind, String name, String version) {
        return false;
    }
}
