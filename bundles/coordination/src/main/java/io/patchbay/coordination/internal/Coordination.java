package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.support.Backoff;
import io.patchbay.support.RandomIds;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Brings the node into its cluster, on a ZooKeeper of the node's own if no other is configured. Immediate, because a node stands
 * for leader whether or not anybody asks for {@link Cluster}. Thread-safe.
 */
@Component(
        service = {Cluster.class, ReadinessCheck.class},
        configurationPid = Coordination.PID,
        property = ReadinessCheck.NAME + "=coordination",
        immediate = true)
@Designate(ocd = Coordination.Config.class)
public final class Coordination implements Cluster, ReadinessCheck {
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

    private final Optional<ServerSupervisor> server;
    private final Participation participation;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public Coordination(
            BundleContext framework, Config config, @Reference Node node, @Reference Credentials credentials) {
        this(new ServiceMarker(framework), config, node, credentials);
    }

    Coordination(LeadershipMarker marker, Config config, Node node, Credentials credentials) {
        Settings settings = Settings.of(config);
        Digest own = new Digest(Settings.USER, credentials.derivedSecret("zookeeper"));
        this.server = settings.servers().isPresent() ? Optional.empty() : Optional.of(ownServer(settings, node, own));
        this.participation = new Participation(
                server.map(started -> ownEnsemble(settings, started, own)).orElseGet(() -> sharedEnsemble(settings)),
                settings.namespace(),
                new SessionFile(node.data().resolve("zookeeper-session")),
                new Entries.Node(node.name(), node.url(), node.version()),
                RandomIds.hex(8),
                marker,
                backoff());
        server.ifPresentOrElse(started -> started.start(participation::reach), participation::reach);
    }

    @Deactivate
    void close() {
        participation.close();
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
    public boolean connected() {
        return participation.view().connected();
    }

    @Override
    public Optional<String> blockedBy() {
        return participation.view().blockedBy();
    }

    private static ServerSupervisor ownServer(Settings settings, Node node, Digest digest) {
        return new ServerSupervisor(
                new ServerSettings(
                        node.data().resolve("zookeeper"),
                        LOOPBACK,
                        settings.port(),
                        Optional.of(digest),
                        settings.retained(),
                        settings.purgeEvery()),
                backoff());
    }

    private static Ensemble ownEnsemble(Settings settings, ServerSupervisor server, Digest digest) {
        return new Ensemble(
                "embedded", () -> LOOPBACK + ":" + server.port(), Optional.of(digest), OWN_SESSION, settings.connect());
    }

    private static Ensemble sharedEnsemble(Settings settings) {
        String servers = settings.servers().orElseThrow();
        return new Ensemble(servers, () -> servers, settings.secret(), settings.session(), settings.connect());
    }

    private static Backoff backoff() {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new SecureRandom());
    }
}
