package io.patchbay.coordination.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.curator.ensemble.EnsembleProvider;

/**
 * The ZooKeeper that this node takes part in. Immutable, apart from where its servers are.
 *
 * @param name what does not change when its servers move: {@value #EMBEDDED}, or the servers themselves
 * @param servers {@code HOST:PORT,…} as of now
 * @param digest what to prove to it; empty: nothing
 * @param session how long it keeps a session that it does not hear of
 * @param connect how long to wait for a connection or an answer
 */
record Ensemble(String name, Supplier<String> servers, Optional<Digest> digest, Duration session, Duration connect) {
    /** The name of a node's own, of which only that node knows. */
    static final String EMBEDDED = "embedded";

    boolean isEmbedded() {
        return name.equals(EMBEDDED);
    }

    int sessionMillis() {
        return (int) session.toMillis();
    }

    int connectMillis() {
        return (int) connect.toMillis();
    }

    /** Curator asks it again whenever the connection is lost. */
    EnsembleProvider provider() {
        return new EnsembleProvider() {
            @Override
            public void start() {
                // knows the servers as it is
            }

            @Override
            public String getConnectionString() {
                return servers.get();
            }

            @Override
            public void setConnectionString(String other) {
                throw new UnsupportedOperationException("only the ensemble knows where its servers are");
            }

            @Override
            public boolean updateServerListEnabled() {
                return true;
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }
}
