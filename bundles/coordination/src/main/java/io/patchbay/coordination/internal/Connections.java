package io.patchbay.coordination.internal;

import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxn;

/** The connections of a {@link GuardedServer}; they stay out of JMX as it does. Thread-safe as its superclass is. */
final class Connections extends NIOServerCnxnFactory {
    @Override
    public void registerConnection(ServerCnxn connection) {
        // would be registered beneath the server, which is not there
    }

    @Override
    public void unregisterConnection(ServerCnxn connection) {
        // nothing was registered
    }
}
