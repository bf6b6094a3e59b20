package io.patchbay.coordination.internal;

import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.BadVersionException;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who leads. Whoever makes the ephemeral entry {@value #LEADER} leads, and the same transaction writes the term into the lasting
 * entry {@value #TERM}, on the condition that nobody has written there since it was read. So there is one leader at most, each
 * term has a greater number than every earlier one, and no two have the same. Blocks; confined to one thread.
 */
final class Ballot {
    static final String LEADER = "/leader";
    static final String TERM = "/term";
    private static final Logger LOG = LoggerFactory.getLogger(Ballot.class);
    private static final int ROUNDS = 10; // each lost round means that somebody else has won it

    private final CuratorFramework client;
    private final Entries.Node self;
    private final String incarnation;
    private final CuratorWatcher onChange;

    /**
     * @param incarnation of this process
     * @param onChange told once, after each look, when what was seen is no longer so
     */
    Ballot(CuratorFramework client, Entries.Node self, String incarnation, CuratorWatcher onChange) {
        this.client = client;
        this.self = self;
        this.incarnation = incarnation;
        this.onChange = onChange;
    }

    /**
     * How a ballot went.
     *
     * @param leader the term that holds; empty if that is not known
     * @param won whether it is this node's
     */
    record Result(Optional<Entries.Term> leader, boolean won) {}

    /**
     * Leads, unless somebody does already.
     *
     * @param session this node's session
     */
    Result stand(long session) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Result> present = look(session);
            if (present.isPresent()) {
                return present.get();
            }
            claim();
        }
        throw new IllegalStateException("the leader has changed " + ROUNDS + " times while looking");
    }

    /** Stops leading. */
    void withdraw(long session) throws Exception {
        Stat stat = new Stat();
        try {
            client.getData().storingStatIn(stat).forPath(LEADER);
            if (stat.getEphemeralOwner() == session) {
                client.delete().withVersion(stat.getVersion()).forPath(LEADER);
            }
        } catch (NoNodeException nobody) {
            LOG.debug("Nobody leads", nobody);
        }
    }

    /** Empty if nobody leads. Also finds a claim of this node whose answer was lost with the connection. */
    private Optional<Result> look(long session) throws Exception {
        Stat stat = new Stat();
        try {
            byte[] content =
                    client.getData().storingStatIn(stat).usingWatcher(onChange).forPath(LEADER);
            Optional<Entries.Term> term = Entries.read(content, Entries.Term.class, LEADER);
            return Optional.of(new Result(term, term.isPresent() && stat.getEphemeralOwner() == session));
        } catch (NoNodeException nobody) {
            return Optional.empty();
        }
    }

    private void claim() throws Exception {
        Stat stat = new Stat();
        byte[] content;
        try {
            content = client.getData().storingStatIn(stat).forPath(TERM);
        } catch (NoNodeException never) {
            prepare();
            return;
        }
        Optional<Entries.Term> last = Entries.read(content, Entries.Term.class, TERM);
        if (last.isEmpty() && content.length > 0) {
            throw new IllegalStateException(TERM + " cannot be understood: without it, terms might repeat");
        }
        byte[] mine = Entries.write(after(last));
        List<CuratorOp> both = List.of(
                client.transactionOp().setData().withVersion(stat.getVersion()).forPath(TERM, mine),
                client.transactionOp().create().withMode(CreateMode.EPHEMERAL).forPath(LEADER, mine));
        try {
            client.transaction().forOperations(both);
        } catch (NodeExistsException | BadVersionException lost) {
            LOG.debug("Another node was faster", lost);
        }
    }

    private void prepare() throws Exception {
        try {
            client.create().creatingParentsIfNeeded().forPath(TERM, new byte[0]);
        } catch (NodeExistsException justNow) {
            LOG.debug("Another node was faster", justNow);
        }
    }

    private Entries.Term after(Optional<Entries.Term> last) {
        long epoch = last.map(Entries.Term::epoch).orElse(0L) + 1;
        long since = last.filter(term -> term.incarnation().equals(incarnation))
                .map(Entries.Term::since)
                .orElse(epoch);
        return new Entries.Term(epoch, since, self.node(), self.url(), incarnation);
    }
}
