package io.patchbay.coordination.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.RequestHeader;
import org.apache.zookeeper.server.RequestRecord;
import org.apache.zookeeper.server.ServerCnxn;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

/**
 * A ZooKeeper server that answers only those who prove to be of this installation, tells its supervisor when it has failed, and
 * stays out of JMX. Thread-safe as its superclass is.
 *
 * <p>ZooKeeper's own switch for enforced authentication is a system property of the whole JVM and accepts any digest at all.
 */
final class GuardedServer extends ZooKeeperServer {
    /** How often ZooKeeper looks for sessions to expire: one is found out at most this much too late. */
    static final int TICK_MILLIS = 250;

    private static final int SESSION_AT_LEAST_MILLIS = 2 * TICK_MILLIS;
    private static final int SESSION_AT_MOST_MILLIS = 60_000;

    private final Optional<Id> guard;
    private final Runnable onError;

    /** @param onError called once or more on any of ZooKeeper's threads, under its locks: must only hand over */
    GuardedServer(FileTxnSnapLog log, Optional<Id> guard, Runnable onError) {
        super(log, TICK_MILLIS, SESSION_AT_LEAST_MILLIS, SESSION_AT_MOST_MILLIS, -1, new ZKDatabase(log), "", false);
        this.guard = guard;
        this.onError = onError;
    }

    @Override
    public void processPacket(ServerCnxn client, RequestHeader header, RequestRecord request) throws IOException {
        if (guard.isEmpty()
                || isOpenToAll(header.getType())
                || client.getAuthInfo().contains(guard.get())) {
            super.processPacket(client, header, request);
            return;
        }
        client.incrOutstandingAndCheckThrottle(header); // the answer counts it down again
        client.sendResponse(
                new ReplyHeader(header.getXid(), 0, KeeperException.Code.NOAUTH.intValue()), null, "denied");
    }

    /** To end a session needs its password; nothing else here tells or changes anything. */
    private static boolean isOpenToAll(int type) {
        return type == OpCode.auth || type == OpCode.ping || type == OpCode.closeSession;
    }

    @Override
    public void checkACL(ServerCnxn client, List<ACL> acl, int permission, List<Id> ids, String path, List<ACL> newAcl)
            throws KeeperException.NoAuthException {
        // whoever has passed the guard owns everything, also what was written under an earlier secret
        if (guard.isEmpty()) {
            super.checkACL(client, acl, permission, ids, path, newAcl);
        }
    }

    @Override
    protected void setState(State state) {
        super.setState(state);
        if (state == State.ERROR) {
            onError.run();
        }
    }

    @Override
    protected void registerJMX() {
        // several servers of one program would fight for the same names
    }

    @Override
    protected void unregisterJMX() {
        // nothing was registered
    }
}
