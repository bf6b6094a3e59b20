package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Member;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException.ConnectionLossException;
import org.apache.zookeeper.ZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes ZooKeeper hold what it should hold of this node, and reads the rest; may be repeated at any time. Blocks, each step for
 * no longer than the ensemble's bound; confined to one thread.
 */
final class RollCall {
    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

    private final CuratorFramework client;
    private final Ensemble ensemble;
    private final SessionFile sessions;
    private final Roster roster;
    private final Ballot ballot;
    private long session; // the one that is stored

    /** @param onChange told once, after each look, when what was seen is no longer so */
    RollCall(
            CuratorFramework client,
            Ensemble ensemble,
            SessionFile sessions,
            Entries.Node self,
            String incarnation,
            CuratorWatcher onChange) {
        this.client = client;
        this.ensemble = ensemble;
        this.sessions = sessions;
        this.roster = new Roster(client, self, onChange);
        this.ballot = new Ballot(client, self, incarnation, onChange);
    }

    /**
     * What was seen.
     *
     * @param refusal what keeps this node out
     * @param vote who leads
     * @param members who is alive
     */
    record Result(Optional<String> refusal, Ballot.Result vote, List<Member> members) {}

    /** @throws Exception if ZooKeeper did not do its part; nothing is lost by trying again */
    Result take() throws Exception {
        long current = adopt();
        Optional<String> refusal = roster.enter(current);
        if (refusal.isPresent()) {
            ballot.withdraw(current); // who is not in the cluster must not lead it
            return new Result(refusal, new Ballot.Result(Optional.empty(), false), roster.read());
        }
        Ballot.Result vote = ballot.stand(current);
        return new Result(refusal, vote, roster.read());
    }

    /** Forgets this node's session, which has been ended in order. */
    void forget() {
        try {
            sessions.delete();
        } catch (IOException failed) {
            LOG.warn("Could not forget the session", failed);
        }
    }

    /** Remembers this node's session, once its earlier one is over: what that held must not stand in the way. */
    private long adopt() throws Exception {
        ZooKeeper zookeeper = client.getZookeeperClient().getZooKeeper();
        long current = zookeeper.getSessionId();
        if (current == 0) {
            throw new ConnectionLossException(); // went away since
        }
        if (current == session) {
            return current;
        }
        try {
            Optional<StoredSession> earlier = sessions.read();
            if (earlier.isPresent()
                    && earlier.get().id() != current
                    && earlier.get().ensemble().equals(ensemble.name())) {
                Predecessor.end(earlier.get(), ensemble);
            }
            sessions.write(StoredSession.of(ensemble.name(), current, zookeeper.getSessionPasswd()));
        } catch (IOException failed) {
            LOG.warn("Could not store the session: after a kill it would have to expire first", failed);
        }
        session = current;
        int granted = zookeeper.getSessionTimeout();
        if (granted > ensemble.sessionMillis()) {
            LOG.warn(
                    "ZooKeeper grants a session of {} ms instead of {}: another node takes over so much later",
                    granted,
                    ensemble.sessionMillis());
        }
        return current;
    }
}
