package io.patchbay.portal.internal;

import io.patchbay.api.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of this bundle as it is now: changes concern the connections that come after them. Thread-safe. */
@Component(service = PortalSettings.class, configurationPid = PortalSettings.PID)
@Designate(ocd = PortalSettings.Config.class)
public final class PortalSettings {
    static final String PID = "io.patchbay.portal";
    private static final long DAY_MILLIS = 86_400_000;

    @ObjectClassDefinition(name = "Patchbay: portal")
    @interface Config {
        @AttributeDefinition(description = "From one sign of life of a client to the next ping")
        long pingIntervalMillis() default 25_000;

        @AttributeDefinition(description = "How long a client may take to answer a ping")
        long pingTimeoutMillis() default 20_000;

        @AttributeDefinition(
                description =
                        "How long what a client was told stays unconfirmed at most before it is pinged to learn what it has received")
        long receiptIntervalMillis() default 10_000;

        @AttributeDefinition(
                description =
                        "How many such pings a second all clients together may get earlier than that while very much is told, and"
                                + " five times as many while nothing is; 20 seconds' worth is saved up")
        int receiptsPerSecond() default 500;

        @AttributeDefinition(description = "The largest message or request body that is read")
        int maxPayloadBytes() default 1_000_000;

        @AttributeDefinition(description = "The largest message or request body of a client that has not logged in")
        int maxLoginBytes() default 65_536;

        @AttributeDefinition(
                description = "How many bytes of request bodies and messages that have begun to arrive all clients"
                        + " together may occupy, half of it before they log in; more are refused")
        long maxUnfinishedBytes() default 67_108_864;

        @AttributeDefinition(
                description = "How long a request body, or a message that comes in parts, may take to arrive")
        long bodyTimeoutMillis() default 20_000;

        @AttributeDefinition(description = "A connection that has not logged in within this is closed")
        long loginTimeoutMillis() default 10_000;

        @AttributeDefinition(description = "How long the session of a client that is cut off waits for it")
        long reconnectionTimeoutMillis() default 60_000;

        @AttributeDefinition(description = "How long a ticket is good for")
        long ticketLifetimeMillis() default 600_000;

        @AttributeDefinition(
                description =
                        "What a client of version 1.2 gets when it resumes: string (the ticket, then the missed events) or"
                                + " object (ticket and missed events in one)")
        String resumeAck() default "string";

        @AttributeDefinition(
                description = "Origins of web pages that may connect, for example https://app.example.org, or *;"
                        + " pages that this port itself serves always may")
        String[] allowedOrigins() default {};

        @AttributeDefinition(
                description = "Name of the namespace plug-in that serves / of Socket.IO; empty for the portal's own"
                        + " clients")
        String mainNamespace() default "";

        @AttributeDefinition(
                description = "Name of the namespace plug-in that serves bare Engine.IO on /engine.io/; empty for none")
        String engineNamespace() default "";

        @AttributeDefinition(description = "How many sessions are full load; more are refused")
        int maxSessions() default 20_000;

        @AttributeDefinition(description = "How many connections there may be, logged in or not; more are refused")
        int maxConnections() default 25_000;

        @AttributeDefinition(
                description = "What may wait for a client that does not read; then it is cut off, resumable")
        int maxQueuedBytes() default 1_048_576;

        @AttributeDefinition(
                description = "How long it may wait without anything moving; then the client is cut off, resumable")
        long slowReaderMillis() default 10_000;

        @AttributeDefinition(
                description = "How many messages a client may send in the long run, and twice as many at once; one that"
                        + " sends more is cut off, resumable")
        int maxMessagesPerSecond() default 1_000;

        @AttributeDefinition(
                description = "How many logins a second are begun in the long run, and as many at once; more wait for"
                        + " their turn. Clients that come back go first and do not wait")
        int loginsPerSecond() default 2_000;

        @AttributeDefinition(
                description = "How many logins may wait for their turn; more are refused, and told when to try again")
        int maxWaitingLogins() default 2_000;

        @AttributeDefinition(description = "What is kept for a session in case its client has missed it")
        int maxReplayBytes() default 1_048_576;

        @AttributeDefinition(
                description = "How long that is kept while the client is away; older texts it does not get")
        long maxReplayMillis() default 300_000;

        @AttributeDefinition(
                description =
                        "How long the clients of a protocol version or namespace that was removed wait for a successor;"
                                + " then those of a version are cut off, resumable, and those of a namespace let go")
        long successorWaitMillis() default 10_000;

        @AttributeDefinition(description = "How many requests of one client may be under way; more are refused")
        int maxRequestsAtOnce() default 64;

        @AttributeDefinition(
                description = "How long it is remembered what a session that is over, or a token that nobody came with,"
                        + " has gone through")
        long timelineMillis() default 600_000;

        @AttributeDefinition(
                description = "Of how many of those it is remembered at most; of open sessions it always is")
        int maxTimelines() default 20_000;

        @AttributeDefinition(description = "Load up to which this portal is given new clients; read at the start")
        double maxLoad() default 0.85;

        @AttributeDefinition(
                description =
                        "HOST:PORT that tokens name for clients to connect to, for example of the TLS port or of a"
                                + " proxy; empty for the node's own; read at the start")
        String clientAddress() default "";

        @AttributeDefinition(description = "Whether clients reach it by TLS; read at the start")
        boolean clientTls() default false;

        @AttributeDefinition(description = "Internet providers that this portal is reserved for; read at the start")
        String[] isps() default {};

        @AttributeDefinition(description = "Regions that prefer this portal; read at the start")
        String[] regions() default {};
    }

    /** The configuration, checked. Immutable. */
    public record Values(
            long pingIntervalMillis,
            long pingTimeoutMillis,
            long receiptIntervalMillis,
            int receiptsPerSecond,
            int maxPayloadBytes,
            int maxLoginBytes,
            long maxUnfinishedBytes,
            long bodyTimeoutMillis,
            long loginTimeoutMillis,
            long reconnectionTimeoutMillis,
            long ticketLifetimeMillis,
            boolean resumeAckIsObject,
            Set<String> allowedOrigins,
            Optional<String> mainNamespace,
            Optional<String> engineNamespace,
            int maxSessions,
            int maxConnections,
            int maxQueuedBytes,
            long slowReaderMillis,
            int maxMessagesPerSecond,
            int loginsPerSecond,
            int maxWaitingLogins,
            int maxReplayBytes,
            long maxReplayMillis,
            long successorWaitMillis,
            int maxRequestsAtOnce,
            long timelineMillis,
            int maxTimelines,
            double maxLoad,
            Optional<String> clientAddress,
            boolean clientTls,
            List<String> isps,
            List<String> regions) {}

    private final AtomicReference<Values> values = new AtomicReference<>();

    @Activate
    public PortalSettings(Config config) {
        values.set(checked(config));
    }

    @Modified
    void modified(Config config) {
        values.set(checked(config)); // a bad value leaves everything as it is
    }

    /** As it is now. */
    public Values now() {
        return values.get();
    }

    private static Values checked(Config config) {
        within("pingIntervalMillis", config.pingIntervalMillis(), 10, DAY_MILLIS);
        within("pingTimeoutMillis", config.pingTimeoutMillis(), 10, DAY_MILLIS);
        within("receiptIntervalMillis", config.receiptIntervalMillis(), 10, DAY_MILLIS);
        within("receiptsPerSecond", config.receiptsPerSecond(), 1, 1_000_000);
        within("maxPayloadBytes", config.maxPayloadBytes(), 1_024, 64 * 1024 * 1024);
        within("maxLoginBytes", config.maxLoginBytes(), 1_024, 64 * 1024 * 1024);
        within("maxUnfinishedBytes", config.maxUnfinishedBytes(), 65_536, 1L << 40);
        within("bodyTimeoutMillis", config.bodyTimeoutMillis(), 10, DAY_MILLIS);
        within("loginTimeoutMillis", config.loginTimeoutMillis(), 10, DAY_MILLIS);
        within("reconnectionTimeoutMillis", config.reconnectionTimeoutMillis(), 0, DAY_MILLIS);
        within("ticketLifetimeMillis", config.ticketLifetimeMillis(), 1_000, 30 * DAY_MILLIS);
        within("maxSessions", config.maxSessions(), 1, 10_000_000);
        within("maxConnections", config.maxConnections(), 1, 10_000_000);
        within("maxQueuedBytes", config.maxQueuedBytes(), 1_024, 1 << 30);
        within("slowReaderMillis", config.slowReaderMillis(), 10, DAY_MILLIS);
        within("maxMessagesPerSecond", config.maxMessagesPerSecond(), 50, 1_000_000);
        within("loginsPerSecond", config.loginsPerSecond(), 1, 1_000_000);
        within("successorWaitMillis", config.successorWaitMillis(), 0, 600_000);
        within("maxWaitingLogins", config.maxWaitingLogins(), 0, 1_000_000);
        within("maxReplayBytes", config.maxReplayBytes(), 0, 1 << 30);
        within("maxReplayMillis", config.maxReplayMillis(), 1_000, DAY_MILLIS);
        within("maxRequestsAtOnce", config.maxRequestsAtOnce(), 1, 100_000);
        within("timelineMillis", config.timelineMillis(), 0, DAY_MILLIS);
        within("maxTimelines", config.maxTimelines(), 0, 1_000_000);
        if (!(config.maxLoad() >= 0 && config.maxLoad() <= 1)) {
            throw new IllegalArgumentException(
                    PID + ": maxLoad must be within 0.0 and 1.0 but was " + config.maxLoad());
        }
        boolean object = config.resumeAck().equals("object");
        if (!object && !config.resumeAck().equals("string")) {
            throw new IllegalArgumentException(
                    PID + ": resumeAck must be \"string\" or \"object\" but was \"" + config.resumeAck() + "\"");
        }
        return new Values(
                config.pingIntervalMillis(),
                config.pingTimeoutMillis(),
                config.receiptIntervalMillis(),
                config.receiptsPerSecond(),
                config.maxPayloadBytes(),
                config.maxLoginBytes(),
                config.maxUnfinishedBytes(),
                config.bodyTimeoutMillis(),
                config.loginTimeoutMillis(),
                config.reconnectionTimeoutMillis(),
                config.ticketLifetimeMillis(),
                object,
                origins(config.allowedOrigins()),
                namespace("mainNamespace", config.mainNamespace()),
                namespace("engineNamespace", config.engineNamespace()),
                config.maxSessions(),
                config.maxConnections(),
                config.maxQueuedBytes(),
                config.slowReaderMillis(),
                config.maxMessagesPerSecond(),
                config.loginsPerSecond(),
                config.maxWaitingLogins(),
                config.maxReplayBytes(),
                config.maxReplayMillis(),
                config.successorWaitMillis(),
                config.maxRequestsAtOnce(),
                config.timelineMillis(),
                config.maxTimelines(),
                config.maxLoad(),
                address(config.clientAddress()),
                config.clientTls(),
                List.of(config.isps()),
                List.of(config.regions()));
    }

    private static Set<String> origins(String[] origins) {
        for (String origin : origins) {
            if (!origin.equals("*") && !origin.matches("https?://[^/*]+")) {
                throw new IllegalArgumentException(
                        PID + ": allowedOrigins must be \"*\" or like https://app.example.org" + " but one was \""
                                + origin + "\"");
            }
        }
        return Set.copyOf(List.of(origins));
    }

    private static Optional<String> address(String address) {
        if (!address.isEmpty() && !address.matches("([^:/\\s]+|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    PID + ": clientAddress must be empty or HOST:PORT but was \"" + address + "\"");
        }
        return Optional.of(address).filter(given -> !given.isEmpty());
    }

    private static Optional<String> namespace(String key, String name) {
        if (!name.isEmpty() && !Identifier.isValid(name)) {
            throw new IllegalArgumentException(PID + ": " + key
                    + " must be empty or the name of a namespace plug-in, without a slash, but was \"" + name + "\"");
        }
        return Optional.of(name).filter(given -> !given.isEmpty());
    }

    private static void within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + min + " and " + max + " but was " + value);
        }
    }
}
