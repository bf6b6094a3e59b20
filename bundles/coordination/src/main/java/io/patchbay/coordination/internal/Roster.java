package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of the nodes that are alive, this one's among them. Blocks; confined to one thread. */
final class Roster {
    static final String NODES = "/nodes";
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final CuratorFramework client;
    private final Entries.Node self;
    private final String path;
    private final byte[] content;
    private final CuratorWatcher onChange;

    /** @param onChange told once, after each look, when what was seen is no longer so */
    Roster(CuratorFramework client, Entries.Node self, CuratorWatcher onChange) {
        this.client = client;
        this.self = self;
        this.path = NODES + "/" + self.node();
        this.content = Entries.write(self);
        this.onChange = onChange;
    }

    /**
     * Enters this node, unless it is entered already.
     *
     * @param session this node's session
     * @return what keeps it out: another process that is alive under the same name
     */
    Optional<String> enter(long session) throws Exception {
        Stat stat = new Stat();
        try {
            byte[] present =
                    client.getData().storingStatIn(stat).usingWatcher(onChange).forPath(path);
            if (stat.getEphemeralOwner() == session) {
                return Optional.empty();
            }
            return Optional.of("another process is alive as node '" + self.node() + "'" + where(present));
        } catch (NoNodeException absent) {
            return create(session);
        }
    }

    private Optional<String> create(long session) throws Exception {
        try {
            client.create()
                    .creatingParentsIfNeeded()
                    .withMode(CreateMode.EPHEMERAL)
                    .forPath(path, content);
            LOG.info("Node {} is in the cluster", self.node());
            return Optional.empty();
        } catch (NodeExistsException justNow) {
            return enter(session); // sees who it is, and watches it
        }
    }

    private String where(byte[] present) {
        return Entries.read(present, Entries.Node.class, path)
                .map(other -> ", at " + other.url())
                .orElse("");
    }

    /** Whoever is entered, in order of name. */
    List<Member> read() throws Exception {
        List<Member> members = new ArrayList<>();
        try {
            for (String name : client.getChildren().usingWatcher(onChange).forPath(NODES)) {
                read(name).ifPresent(members::add);
            }
        } catch (NoNodeException nobodyYet) {
            LOG.debug("Nobody has ever entered", nobodyYet);
        }
        members.sort(Comparator.comparing(Member::node));
        return List.copyOf(members);
    }

    private Optional<Member> read(String name) throws Exception {
        String entry = NODES + "/" + name;
        try {
            return Entries.read(client.getData().forPath(entry), Entries.Node.class, entry)
                    .map(Entries.Node::member);
        } catch (NoNodeException justGone) {
            return Optional.empty(); // the watch on its parent tells
        }
    }
}
