package io.patchbay.support.openstack;

import io.patchbay.support.Threads;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clouds that {@code clouds.yaml} names. What is known of one is kept while its entry stays as it is. Thread-safe; nothing is
 * opened before a cloud is asked for.
 */
public final class Clouds implements AutoCloseable {
    private static final int THREADS = 4;

    private final CloudsFile file;
    private final Limits limits;
    private final Timepiece time;
    private final ExecutorService threads;
    private final Map<String, Kept> kept = new HashMap<>(); // guarded by this
    private final Map<Trust, HttpClient> clients = new HashMap<>(); // guarded by this

    private record Kept(CloudSettings settings, Cloud cloud) {}

    /**
     * The clouds of a node.
     *
     * @param folder in which {@code clouds.yaml} lies
     */
    public Clouds(Path folder, Limits limits) {
        this(new CloudsFile(folder), limits, Timepiece.REAL);
    }

    Clouds(CloudsFile file, Limits limits, Timepiece time) {
        this.file = file;
        this.limits = limits;
        this.time = time;
        // requests are bounded by who sends them: each waits for its answer
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads.named("openstack"));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * The cloud of that name, as the file says it now.
     *
     * @throws OpenStackException {@link OpenStackException.Kind#SETTINGS} if the file has none, or not all that is needed
     */
    public Cloud cloud(String name) throws OpenStackException {
        CloudSettings settings = file.settings(name);
        synchronized (this) {
            Kept before = kept.get(name);
            if (before == null || !before.settings.equals(settings)) {
                before = new Kept(settings, new Cloud(settings, client(Trust.of(settings)), limits, time));
                kept.put(name, before);
            }
            return before.cloud;
        }
    }

    /**
     * One for all clouds that are trusted in the same way: connections are kept. Before Java 21 it cannot be closed: its thread ends
     * and its connections are closed soon after nothing refers to it any more.
     */
    private HttpClient client(Trust trust) throws OpenStackException {
        HttpClient open = clients.get(trust);
        if (open == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER) // a token is for nobody else
                    .connectTimeout(limits.connect())
                    .executor(threads);
            if (trust.isSpecial()) {
                builder.sslContext(trust.context());
            }
            open = builder.build();
            clients.put(trust, open);
        }
        return open;
    }

    /** Nobody may be using a cloud any more. */
    @Override
    public void close() {
        Threads.close(threads, Duration.ofSeconds(1));
    }
}
