package io.patchbay.coordination.internal;

import org.apache.curator.framework.CuratorFramework;

/** Where nobody uses Curator's recipes. Stateless. */
final class NoClients implements ClientMarker {
    @Override
    public void show(CuratorFramework client) {
        // nobody looks
    }

    @Override
    public void hide() {
        // nobody has seen it
    }
}
