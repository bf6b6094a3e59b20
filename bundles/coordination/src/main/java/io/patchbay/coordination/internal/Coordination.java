package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.support.Backoff;
import io.patchbay.support.RandomIds;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.curator.framework.CuratorFramework;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Brings the node into its cluster, on a ZooKeeper of the node's own if no other is configured. Immediate, because a node stands
 * for leader whether or not anybody asks for {@link Cluster}. Thread-safe.
 */
@Component(
        service = {Cluster.class, EntryTree.class, ReadinessCheck.class},
        configurationPid = Coordination.PID,
        property = ReadinessCheck.NAME + "=coordination",
        immediate = true)
@Designate(ocd = Coordination.Config.class)
public final class Coordination implements Cluster, EntryTree, ReadinessCheck {
    static final String PID = "io.patchbay.coordination";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /**
     * On the node's own ZooKeeper nobody waits for a session to expire, since a node ends its predecessor's at start: so a short
     * stall of the machine need not cost the connection.
     */
    private static final Duration OWN_SESSION = Duration.ofSeconds(6);

    @ObjectClassDefinition(name = "Patchbay: coordination")
    @interface Config {
        @AttributeDefinition(
                required = false,
                description = "HOST:PORT,… of a ZooKeeper that nodes share; empty: this node has its own")
        String connectString() default "";

        @AttributeDefinition(
                description = "How long a shared ZooKeeper waits for a silent node before another may lead")
        int sessionTimeoutMillis() default 2000;

        @AttributeDefinition(description = "How long to wait for a connection to ZooKeeper, or for an answer")
        int connectTimeoutMillis() default 3000;

        @AttributeDefinition(description = "Entry of ZooKeeper beneath which everything is kept")
        String namespace() default "patchbay";

        @AttributeDefinition(
                required = false,
                description =
                        "File with what the nodes of a shared ZooKeeper prove to it; empty: its entries are open to all")
        String secretFile() default "";

        @AttributeDefinition(description = "Loopback port of the node's own ZooKeeper; 0: any that is free")
        int port() default 0;

        @AttributeDefinition(description = "How many snapshots the node's own ZooKeeper keeps; at least 3")
        int autopurgeRetainCount() default 3;

        @AttributeDefinition(description = "How often it deletes older snapshots and logs")
        int autopurgeIntervalMillis() default 3_600_000;
    }

    private final Settings settings;
    private final LeadershipMarker marker;
    private final SessionFile sessions;
    private final Digest digest; // of the node's own ZooKeeper
    private final Optional<ServerSupervisor> server;
    private final BooleanSupplier stopping;
    private final SharedTree tree = new SharedTree();
    private final ClientMarker clients;
    private volatile Participation participation;
    private Optional<Node> standing = Optional.empty(); // guarded by this

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public Coordination(
            BundleContext framework,
            Config config,
            @Reference NodeFolders folders,
            @Reference Credentials credentials) {
        this(
                new ServiceMarker(framework),
                new ClientService(framework),
                config,
                folders,
                credentials,
                () -> framework.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING);
    }

    /** @param stopping whether the whole framework ends */
    Coordination(
            LeadershipMarker marker,
            ClientMarker clients,
            Config config,
            NodeFolders folders,
            Credentials credentials,
            BooleanSupplier stopping) {
        this.clients = clients;
        this.settings = Settings.of(config);
        this.marker = marker;
        this.stopping = stopping;
        this.sessions = new SessionFile(folders.data().resolve("zookeeper-session"));
        this.digest = new Digest(Settings.USER, credentials.derivedSecret("zookeeper"));
        this.server = settings.servers().isPresent()
                ? Optional.empty()
                : Optional.of(ownServer(settings, folders.data().resolve("zookeeper"), digest));
        this.participation = connect();
        server.ifPresent(ServerSupervisor::start);
    }

    /** The HTTP server listens. Dynamic, so that ZooKeeper starts and is connected to while the HTTP server starts. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindNode(Node node) {
        if (standing.isPresent()) {
            leave(); // it stood under another address
            participation = connect();
        }
        standing = Optional.of(node);
        participation.stand(new Entries.Node(node.name(), node.url(), node.version()));
    }

    synchronized void unbindNode(Node node) {
        if (standing.filter(node::equals).isPresent()) { // the next one may be here before this one goes
            standing = Optional.empty();
            leave(); // who cannot be reached must not lead
            if (!stopping.getAsBoolean()) {
                participation = connect();
            }
        }
    }

    @Deactivate
    synchronized void close() {
        leave();
        server.ifPresent(ServerSupervisor::close);
    }

    @Override
    public List<Member> members() {
        return participation.view().members();
    }

    @Override
    public Optional<Member> leader() {
        return participation.view().leader();
    }

    @Override
    public boolean isShared() {
        return settings.servers().isPresent();
    }

    @Override
    public boolean connected() {
        return participation.view().connected();
    }

    @Override
    public Optional<String> blockedBy() {
        return participation.view().blockedBy();
    }

    @Override
    public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
        return tree.commit(changes);
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String path) {
        return tree.read(path);
    }

    @Override
    public CompletionStage<List<String>> children(String path) {
        return tree.children(path);
    }

    @Override
    public Watch watch(String path, EntryWatcher watcher) {
        return tree.watch(path, watcher);
    }

    private void leave() {
        tree.detach();
        clients.hide();
        participation.close();
    }

    private void started(CuratorFramework client) {
        tree.attach(new CuratorTree(client));
        clients.show(client);
    }

    /** A participation that connects as soon as the servers are there. */
    private Participation connect() {
        Participation fresh = new Participation(
                server.map(this::ownEnsemble).orElseGet(this::sharedEnsemble),
                settings.namespace(),
                sessions,
                RandomIds.hex(8),
                marker,
                backoff(),
                this::started);
        server.ifPresentOrElse(own -> own.whenListening(fresh::reach), fresh::reach);
        return fresh;
    }

    private static ServerSupervisor ownServer(Settings settings, Path folder, Digest digest) {
        return new ServerSupervisor(
                new ServerSettings(
                        folder,
                        LOOPBACK,
                        settings.port(),
                        Optional.of(digest),
                        settings.retained(),
                        settings.purgeEvery()),
                backoff());
    }

    private Ensemble ownEnsemble(ServerSupervisor own) {
        return new Ensemble(
                Ensemble.EMBEDDED,
                () -> LOOPBACK + ":" + own.port(),
                Optional.of(digest),
                OWN_SESSION,
                settings.connect());
    }

    private Ensemble sharedEnsemble() {
        String servers = settings.servers().orElseThrow();
        return new Ensemble(servers, () -> servers, settings.secret(), settings.session(), settings.connect());
    }

    private static Backoff backoff() {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new SecureRandom());
    }
}
