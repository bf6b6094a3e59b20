package io.patchbay.coordination.internal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a session that its owner can no longer use (a process that was killed, or this one before ZooKeeper was away), so that
 * the entries it holds vanish at once instead of when it expires.
 */
final class Predecessor {
    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);

    private Predecessor() {}

    /** Returns once the session is over, or when ZooKeeper has not answered in time; then it will expire by itself. */
    static void end(StoredSession session, Ensemble ensemble) throws IOException, InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        ZooKeeper entered = new ZooKeeper(
                ensemble.servers().get(),
                ensemble.sessionMillis(),
                event -> {
                    if (event.getState() == KeeperState.SyncConnected || event.getState() == KeeperState.Expired) {
                        answered.countDown();
                    }
                },
                session.id(),
                session.passwordBytes(),
                false,
                ClusterClient.hosts(ensemble),
                ClusterClient.config(ensemble));
        try {
            if (!answered.await(ensemble.connectMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Could not end {} in {} ms: it will expire", session, ensemble.connectMillis());
            } else if (entered.getState().isAlive()) {
                LOG.info("Ending {}, which is of an earlier process or connection of this node", session);
            }
        } finally {
            entered.close(ensemble.connectMillis()); // ends the session, if it was entered
        }
    }
}
