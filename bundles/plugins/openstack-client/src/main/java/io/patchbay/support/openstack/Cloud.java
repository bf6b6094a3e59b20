package io.patchbay.support.openstack;

import io.patchbay.support.openstack.CloudSettings.Named;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One cloud. Its sessions are kept, with their tokens. Thread-safe. */
public final class Cloud {
    private static final int MOST_SESSIONS = 10_000;

    private final CloudSettings settings;
    private final Timepiece time;
    private final Exchange exchange;
    private final Identity identity;
    private final Discovery discovery;
    private final Session admin;
    private final Map<String, Session> projects = new ConcurrentHashMap<>();

    Cloud(CloudSettings settings, HttpClient client, Limits limits, Timepiece time) {
        this.settings = settings;
        this.time = time;
        this.exchange = new Exchange(client, limits, time);
        this.identity = new Identity(exchange, time, settings);
        this.discovery = new Discovery(exchange, settings.name());
        this.admin = session(settings.project());
    }

    private Session session(Named project) {
        return new Session(settings, exchange, identity, discovery, time, project);
    }

    /** Under which plans name it. */
    public String name() {
        return settings.name();
    }

    /** The cloud's user in its own project: an administrator, who may do anything everywhere. */
    public Session admin() {
        return admin;
    }

    /**
     * The cloud's user in another project, for what must live there. The user needs a role in it.
     *
     * @param id of the project
     */
    public Session project(String id) {
        if (projects.size() >= MOST_SESSIONS) {
            projects.clear(); // tokens can be got again
        }
        return projects.computeIfAbsent(
                id,
                missing -> session(new Named(missing, true, settings.project().domain())));
    }

    /** Forgets what is kept of a project that is gone. */
    public void forget(String projectId) {
        projects.remove(projectId);
    }

    /** Waits for what services do by and by. */
    public Waiting waiting() {
        return new Waiting(time);
    }
}
