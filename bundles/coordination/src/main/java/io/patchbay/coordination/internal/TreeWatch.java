package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One persistent recursive watch, set once for each connection. If that fails, then because the connection is away again, and the
 * next one sets it: Curator's own would try at once, time and again, until it is there. Thread-safe.
 */
final class TreeWatch implements EntryTree.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(TreeWatch.class);

    private final CuratorFramework client;
    private final Namespace namespace;
    private final String path;
    private final EntryWatcher told;
    private final Watcher watcher = this::onEvent; // one and the same, so that it is told once
    private final ConnectionStateListener connection = (source, state) -> onConnection(state);
    private volatile boolean closed;

    private TreeWatch(CuratorFramework client, Namespace namespace, String path, EntryWatcher told) {
        this.client = client;
        this.namespace = namespace;
        this.path = path;
        this.told = told;
    }

    static TreeWatch start(CuratorFramework client, Namespace namespace, String path, EntryWatcher told) {
        TreeWatch watch = new TreeWatch(client, namespace, path, told);
        client.getConnectionStateListenable().addListener(watch.connection);
        watch.set();
        return watch;
    }

    private void onConnection(ConnectionState state) {
        if (state.isConnected()) {
            set();
        } else if (!closed) {
            told.suspended();
        }
    }

    private void set() {
        if (closed || !client.getZookeeperClient().isConnected()) {
            return;
        }
        try {
            add(zooKeeper());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception away) {
            LOG.debug("The connection went away again: {} is watched when it is back", path, away);
        }
    }

    /** Curator may tell here of something that failed in the background before, and not of this connection. */
    private ZooKeeper zooKeeper() throws Exception {
        try {
            return client.getZookeeperClient().getZooKeeper();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception earlier) {
            LOG.debug("{} is watched although something failed before", path, earlier);
            return client.getZookeeperClient().getZooKeeper();
        }
    }

    private void add(ZooKeeper zooKeeper) {
        zooKeeper.addWatch(
                namespace.full(path),
                watcher,
                AddWatchMode.PERSISTENT_RECURSIVE,
                (code, full, context) -> onSet(Code.get(code), zooKeeper),
                null);
    }

    private void onSet(Code code, ZooKeeper zooKeeper) {
        if (code == Code.OK && closed) { // meanwhile
            remove(zooKeeper);
        } else if (code == Code.OK) {
            told.connected(zooKeeper.getSessionId());
        } else if (code == Code.CONNECTIONLOSS || code == Code.SESSIONEXPIRED) {
            LOG.debug("The connection went away again ({}): {} is watched when it is back", code, path);
        } else {
            LOG.warn("ZooKeeper refuses to have {} watched: {}", path, code);
        }
    }

    private void onEvent(WatchedEvent event) {
        if (!closed && event.getType() != Watcher.Event.EventType.None) {
            told.changed(namespace.within(event.getPath()));
        }
    }

    @Override
    public void close() {
        closed = true;
        client.getConnectionStateListenable().removeListener(connection);
        try {
            remove(zooKeeper());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception away) {
            LOG.debug("{} is watched no more once the session ends", path, away);
        }
    }

    /** Also where there is no connection: ZooKeeper's client would set it again with the next one. */
    private void remove(ZooKeeper zooKeeper) {
        zooKeeper.removeWatches(
                namespace.full(path),
                watcher,
                Watcher.WatcherType.Any,
                true,
                (code, full, context) -> LOG.debug("{} is watched no more: {}", path, Code.get(code)),
                null);
    }
}
