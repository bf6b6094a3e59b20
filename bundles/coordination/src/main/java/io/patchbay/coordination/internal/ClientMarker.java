package io.patchbay.coordination.internal;

import org.apache.curator.framework.CuratorFramework;

/** Shows the client to plug-ins that use recipes of Curator's. Called by one thread at a time. */
interface ClientMarker {
    void show(CuratorFramework client);

    void hide();
}
