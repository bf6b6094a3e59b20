package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.watch.PersistentWatcher;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One persistent recursive watch, set again whenever the connection is back. Thread-safe. */
final class TreeWatch implements EntryTree.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(TreeWatch.class);

    private final CuratorFramework client;
    private final EntryWatcher watcher;
    private final PersistentWatcher persistent;
    private final ConnectionStateListener connection;
    private volatile boolean closed;

    private TreeWatch(CuratorFramework client, String path, EntryWatcher watcher) {
        this.client = client;
        this.watcher = watcher;
        this.persistent = new PersistentWatcher(client, path, true);
        this.connection = (source, state) -> {
            if (!state.isConnected() && !closed) {
                watcher.suspended();
            }
        };
    }

    static TreeWatch start(CuratorFramework client, String path, EntryWatcher watcher) {
        TreeWatch watch = new TreeWatch(client, path, watcher);
        watch.persistent.getListenable().addListener(watch::onEvent);
        watch.persistent.getResetListenable().addListener(watch::onSet);
        client.getConnectionStateListenable().addListener(watch.connection);
        watch.persistent.start();
        return watch;
    }

    private void onEvent(WatchedEvent event) {
        if (!closed && event.getType() != Watcher.Event.EventType.None) {
            watcher.changed(event.getPath());
        }
    }

    private void onSet() {
        if (closed) {
            return;
        }
        try {
            watcher.connected(client.getZookeeperClient().getZooKeeper().getSessionId());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception away) {
            LOG.debug("The connection went away again: the watch is set once more when it is back", away);
        }
    }

    @Override
    public void close() {
        closed = true;
        client.getConnectionStateListenable().removeListener(connection);
        persistent.close();
    }
}
