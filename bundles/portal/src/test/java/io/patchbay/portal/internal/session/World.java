package io.patchbay.portal.internal.session;

import static org.awaitility.Awaitility.await;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Bindings;
import io.patchbay.portal.internal.Configs;
import io.patchbay.portal.internal.Neighbours;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.Substitutes;
import io.patchbay.portal.internal.namespace.SocketNamespaces;
import io.patchbay.protocol.v11.internal.ProtocolV11;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import io.patchbay.support.Threads;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** A portal and everything around it, in memory: one conference worker, both codecs, tokens and keys. */
public final class World implements AutoCloseable {
    private final FakeKeys keys = new FakeKeys();
    private final FakeTokens tokens = new FakeTokens(keys);
    private final FakePlacement placement = new FakePlacement(FakeRooms.WORKER);
    private final FakeRooms rooms = new FakeRooms();
    private final FakeSlots slots = new FakeSlots();
    private final Neighbours neighbours = Bindings.all(placement, tokens, keys, rooms);
    private final ScheduledExecutorService timer = Threads.timer("test");
    private final PortalSettings settings;
    private final Protocols protocols;
    private final Sessions sessions;
    private final PortalContext context;
    private final Alarms alarms;
    private final SocketNamespaces namespaces;

    /** @param config keys of the portal's configuration */
    public World(Map<String, Object> config, Alarms alarms, Executor pool) {
        this(config, alarms, pool, new FakeNode());
    }

    /** @param data where the portal keeps its sessions */
    World(Map<String, Object> config, Alarms alarms, Executor pool, Path data) {
        this(config, alarms, pool, new FakeNode(data));
    }

    private World(Map<String, Object> config, Alarms alarms, Executor pool, FakeNode node) {
        this.alarms = alarms;
        this.settings = Configs.settings(config);
        this.protocols = new Protocols(slots, alarms, Substitutes.NONE, settings, Runnable::run, () -> {});
        this.namespaces = new SocketNamespaces(slots, alarms, Substitutes.NONE, settings);
        this.sessions = new Sessions(node, settings, pool, timer, neighbours, new Traces(alarms, settings));
        protocols.onGone(sessions::onVersionGone);
        this.context = new PortalContext(
                sessions,
                protocols,
                neighbours,
                settings,
                alarms,
                new Admission(settings::now, alarms, new Random(1)),
                new Endings());
        install("1.1", new ProtocolV11());
        install("1.2", new ProtocolV12());
        rooms.use(sessions);
    }

    /** Has everyone in a room told something. */
    public void say(String room, Notification notification) {
        rooms.announce(room, notification);
    }

    /** Takes the sessions back that a predecessor has written down. */
    Restoration restore() {
        await().until(sessions::isJoined); // on the timer's thread
        return new Restoration(sessions, protocols, neighbours, settings, alarms);
    }

    void install(String name, ProtocolVersion codec) {
        slots.put(name, Optional.of(codec));
        protocols.bindVersion(Map.of(ProtocolVersion.NAME, name));
    }

    void uninstall(String name) {
        slots.put(name, Optional.empty());
        protocols.unbindVersion(Map.of(ProtocolVersion.NAME, name));
    }

    public FakeTokens tokens() {
        return tokens;
    }

    public FakeRooms rooms() {
        return rooms;
    }

    FakeKeys keys() {
        return keys;
    }

    /** Other sessions, on the same timer; none of those that serve here. */
    Sessions sessionsAmong(Neighbours others) {
        return new Sessions(new FakeNode(), settings, Runnable::run, timer, others, new Traces(alarms, settings));
    }

    FakePlacement placement() {
        return placement;
    }

    FakeSlots slots() {
        return slots;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    PortalContext context() {
        return context;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Protocols protocols() {
        return protocols;
    }

    public PortalSettings settings() {
        return settings;
    }

    public SocketNamespaces namespaces() {
        return namespaces;
    }

    public FakeSlots plugins() {
        return slots;
    }

    public Neighbours services() {
        return neighbours;
    }

    @Override
    public void close() {
        sessions.close();
        protocols.close();
        timer.shutdownNow();
    }
}
