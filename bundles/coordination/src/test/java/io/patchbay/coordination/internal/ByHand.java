package io.patchbay.coordination.internal;

import org.apache.zookeeper.ZooKeeper;

/** What an operator, or a stranger, does with a client of ZooKeeper's own. */
final class ByHand {
    private ByHand() {}

    /** Something to do with a connected client. */
    interface Deed {
        void with(ZooKeeper zookeeper) throws Exception;
    }

    static void act(int port, Deed deed) throws Exception {
        ZooKeeper zookeeper = new ZooKeeper("127.0.0.1:" + port, 5000, event -> {});
        try {
            deed.with(zookeeper);
        } finally {
            zookeeper.close();
        }
    }
}
