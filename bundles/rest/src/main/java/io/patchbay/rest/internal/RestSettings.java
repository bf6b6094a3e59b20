package io.patchbay.rest.internal;

import io.patchbay.api.node.AdminPeers;
import io.patchbay.rest.internal.cluster.Peers;
import io.patchbay.rest.internal.http.Limits;
import io.patchbay.rest.internal.owt.OwtLimits;
import io.patchbay.rest.internal.recovery.StreamLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of this bundle as it is now: changes take effect with the next request. Thread-safe. */
@Component(
        service = {RestSettings.class, AdminPeers.class},
        configurationPid = RestSettings.PID)
@Designate(ocd = RestSettings.Config.class)
public final class RestSettings implements Limits, OwtLimits, StreamLimits, AdminPeers {
    static final String PID = "io.patchbay.rest";

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long MEGABYTE = 1024 * 1024;

    @ObjectClassDefinition(name = "Patchbay: HTTP API")
    @interface Config {
        @AttributeDefinition(
                description =
                        "How far the time of a signed request may be off; within it no request is taken twice; 0 = off")
        long mauthFreshnessMillis() default 300_000;

        @AttributeDefinition(description = "How many signed requests of one service are remembered; more are refused")
        int mauthReplayEntries() default 200_000;

        @AttributeDefinition(description = "A failed authentication is answered after a random time of up to this")
        long authFailureDelayMillis() default 200;

        @AttributeDefinition(description = "Longest body")
        long maxBodyBytes() default 102_400;

        @AttributeDefinition(description = "Longest body of a worker that joins or reports, which may list many tasks")
        long maxReportBytes() default 4_194_304;

        @AttributeDefinition(description = "Longest body that is a recovery job")
        long maxJobBytes() default 16_777_216;

        @AttributeDefinition(description = "Longest backup that may be restored")
        long maxRestoreBytes() default 1_073_741_824;

        @AttributeDefinition(description = "Longest jar of plug-ins that may be uploaded")
        long maxJarBytes() default 67_108_864;

        @AttributeDefinition(description = "Longest archive that may be published as a release, in bytes")
        long maxReleaseBytes() default 4L * 1024 * 1024 * 1024;

        @AttributeDefinition(description = "Every request is answered within this")
        long requestTimeoutMillis() default 10_000;

        @AttributeDefinition(description = "A backup or restore is answered within this")
        long backupTimeoutMillis() default 600_000;

        @AttributeDefinition(description = "How long a token may be redeemed, and its portal stays reserved")
        long tokenLifeMillis() default 180_000;

        @AttributeDefinition(description = "How many requests may be under way at once; more are refused")
        int maxRequestsAtOnce() default 4096;

        @AttributeDefinition(description = "How many clients may follow recovery jobs at once; more are refused")
        int maxJobStreams() default 64;

        @AttributeDefinition(description = "Who follows a recovery job and reads nothing for this long is cut off")
        long jobStreamTimeoutMillis() default 30_000;

        @AttributeDefinition(description = "Threads for requests that wait for the database; read at the start")
        int blockingThreads() default 8;

        @AttributeDefinition(description = "How many requests may wait for such a thread; read at the start")
        int blockingQueue() default 512;

        @AttributeDefinition(
                description = "Networks (CIDR) whose peers may use what is for the operator alone, beside loopback")
        String[] adminFrom() default {};

        @AttributeDefinition(
                description =
                        "Proxies (CIDR) whose X-Forwarded-For tells the lobby where a client is; from all others it does not count")
        String[] trustedProxies() default {};
    }

    private record Values(Config config, Peers adminPeers, Peers proxies) {}

    private final AtomicReference<Values> values = new AtomicReference<>();

    @Activate
    public RestSettings(Config config) {
        values.set(checked(config));
    }

    @Modified
    void modified(Config config) {
        values.set(checked(config));
    }

    @Override
    public long maxBodyBytes() {
        return config().maxBodyBytes();
    }

    @Override
    public long maxReportBytes() {
        return config().maxReportBytes();
    }

    @Override
    public long maxJobBytes() {
        return config().maxJobBytes();
    }

    @Override
    public long maxRestoreBytes() {
        return config().maxRestoreBytes();
    }

    @Override
    public long maxJarBytes() {
        return config().maxJarBytes();
    }

    @Override
    public long maxReleaseBytes() {
        return config().maxReleaseBytes();
    }

    @Override
    public long requestTimeoutMillis() {
        return config().requestTimeoutMillis();
    }

    @Override
    public long backupTimeoutMillis() {
        return config().backupTimeoutMillis();
    }

    @Override
    public int maxRequestsAtOnce() {
        return config().maxRequestsAtOnce();
    }

    @Override
    public long mauthFreshnessMillis() {
        return config().mauthFreshnessMillis();
    }

    @Override
    public int mauthReplayEntries() {
        return config().mauthReplayEntries();
    }

    @Override
    public long tokenLifeMillis() {
        return config().tokenLifeMillis();
    }

    long authFailureDelayMillis() {
        return config().authFailureDelayMillis();
    }

    @Override
    public int maxJobStreams() {
        return config().maxJobStreams();
    }

    @Override
    public long jobStreamTimeoutMillis() {
        return config().jobStreamTimeoutMillis();
    }

    int blockingThreads() {
        return config().blockingThreads();
    }

    int blockingQueue() {
        return config().blockingQueue();
    }

    @Override
    public boolean contains(String address) {
        return adminPeers().contains(address);
    }

    /** Who may use the admin's paths. */
    Peers adminPeers() {
        return values.get().adminPeers();
    }

    /** Whose word counts on where a client is. */
    Peers proxies() {
        return values.get().proxies();
    }

    private Config config() {
        return values.get().config();
    }

    private static Values checked(Config config) {
        within("mauthFreshnessMillis", config.mauthFreshnessMillis(), 0, 24 * HOUR_MILLIS);
        within("mauthReplayEntries", config.mauthReplayEntries(), 1, 10_000_000);
        within("authFailureDelayMillis", config.authFailureDelayMillis(), 0, 5_000);
        within("maxBodyBytes", config.maxBodyBytes(), 1024, 64 * MEGABYTE);
        within("maxReportBytes", config.maxReportBytes(), 1024, 256 * MEGABYTE);
        within("maxJobBytes", config.maxJobBytes(), 1024, 256 * MEGABYTE);
        within("maxRestoreBytes", config.maxRestoreBytes(), 1024, 1024 * 1024 * MEGABYTE);
        within("maxJarBytes", config.maxJarBytes(), 1024, 1024 * MEGABYTE);
        within("maxReleaseBytes", config.maxReleaseBytes(), 1024, 1024 * 1024 * MEGABYTE);
        within("requestTimeoutMillis", config.requestTimeoutMillis(), 100, HOUR_MILLIS);
        within("backupTimeoutMillis", config.backupTimeoutMillis(), 1_000, 24 * HOUR_MILLIS);
        within("tokenLifeMillis", config.tokenLifeMillis(), 1, 24 * HOUR_MILLIS);
        within("maxRequestsAtOnce", config.maxRequestsAtOnce(), 1, 1_000_000);
        within("maxJobStreams", config.maxJobStreams(), 0, 10_000);
        within("jobStreamTimeoutMillis", config.jobStreamTimeoutMillis(), 100, HOUR_MILLIS);
        within("blockingThreads", config.blockingThreads(), 1, 1_000);
        within("blockingQueue", config.blockingQueue(), 1, 1_000_000);
        return new Values(
                config,
                networks("adminFrom", Peers::loopbackAnd, config.adminFrom()),
                networks("trustedProxies", Peers::of, config.trustedProxies()));
    }

    private static Peers networks(String key, Function<List<String>, Peers> peers, String... networks) {
        try {
            return peers.apply(List.of(networks));
        } catch (IllegalArgumentException noNetwork) {
            throw new IllegalArgumentException(PID + ": " + key + ": " + noNetwork.getMessage(), noNetwork);
        }
    }

    private static void within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + min + " and " + max + " but was " + value);
        }
    }
}
