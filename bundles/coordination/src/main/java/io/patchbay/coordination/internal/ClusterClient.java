package io.patchbay.coordination.internal;

import io.patchbay.support.Threads;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.StaticHostProvider;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;

/** Makes clients of ZooKeeper that suit {@link Participation}. */
final class ClusterClient {
    private static final int CLOSE_MILLIS = 500;

    private ClusterClient() {}

    /**
     * A client that reconnects for as long as it takes. It does not repeat what failed: whoever asked looks at the facts again
     * first. When it has been without a connection for as long as the session may last, it begins a new session; the earlier one
     * may well be alive on a server that was away itself, and is ended by {@link Predecessor}.
     */
    static CuratorFramework create(Ensemble ensemble, String namespace) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .ensembleProvider(ensemble.provider())
                .ensembleTracker(false)
                .namespace(namespace)
                .dontUseContainerParents()
                .sessionTimeoutMs(ensemble.sessionMillis())
                // a session would be over by then, of which Curator warns
                .connectionTimeoutMs(Math.min(ensemble.connectMillis(), ensemble.sessionMillis()))
                .maxCloseWaitMs(CLOSE_MILLIS)
                .waitForShutdownTimeoutMs(CLOSE_MILLIS)
                .retryPolicy(new BackgroundRetry())
                .zkClientConfig(config(ensemble))
                .threadFactory(Threads.named("coordination-curator"));
        ensemble.digest().ifPresent(digest -> builder.authorization(Digest.SCHEME, digest.proof())
                .aclProvider(new OwnersOnly()));
        return builder.build();
    }

    static ZKClientConfig config(Ensemble ensemble) {
        ZKClientConfig config = ensemble.isEmbedded() ? new PlainConfig() : new ZKClientConfig();
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, String.valueOf(ensemble.connectMillis()));
        return config;
    }

    static HostProvider hosts(Ensemble ensemble) {
        return new StaticHostProvider(new ConnectStringParser(ensemble.servers().get()).getServerAddresses());
    }

    /**
     * Takes nothing from ZooKeeper's system properties. To do so it would look for the JVM's default TLS certificates, which is
     * among the slowest steps of a node's start, and a loopback connection has no use for them.
     */
    private static final class PlainConfig extends ZKClientConfig {
        @Override
        protected void handleBackwardCompatibility() {
            // nothing to take over
        }
    }

    /** Whoever has the secret may do everything, others nothing. */
    private static final class OwnersOnly implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }
    }
}
