package io.patchbay.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.patchbay.sandbox.compute.Compute;
import io.patchbay.sandbox.http.Gateway;
import io.patchbay.sandbox.http.Service;
import io.patchbay.sandbox.identity.Identity;
import io.patchbay.sandbox.identity.TokenStore;
import io.patchbay.sandbox.image.Images;
import io.patchbay.sandbox.network.Network;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.StateFile;
import io.patchbay.sandbox.volume.Pools;
import io.patchbay.sandbox.volume.Volume;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cloud on one loopback port that answers as OpenStack Zed does: Keystone v3, Neutron v2.0, Nova v2.1, Cinder v3, and as much of
 * Glance as shows images. No guest runs and no packet flows; volumes are sparse files. There is one user, {@code admin}, with the
 * project {@code admin} in the domain {@code Default}. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    /** The name of the only user, and of the project that it has from the start. */
    public static final String ADMIN = "admin";

    private static final Logger LOG = Logger.getLogger(Sandbox.class.getName());
    private static final int BACKLOG = 1024;

    private final SandboxFolder folder;
    private final String password;
    private final Troubles troubles;
    private final Pools pools;
    private final SandboxThreads threads;
    private final Optional<StateFile> stateFile;
    private final HttpServer server;

    static {
        // headers and body are two writes: together with a client that confirms late, each answer would take 40 ms
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private Sandbox(SandboxOptions options, SandboxFolder folder, SandboxThreads threads) throws IOException {
        this.folder = folder;
        this.threads = threads;
        password = folder.password(options.password());
        troubles = new Troubles(options.faults());
        Clock clock = Clock.systemUTC();
        Cloud cloud = new Cloud(clock, options.settling(), threads.timer());
        stateFile = options.folder().map(kept -> new StateFile(kept.resolve("state.json"), cloud));
        if (stateFile.isPresent()) {
            stateFile.get().read();
        }
        Quotas quotas = new Quotas(cloud, options.quotas());
        pools = new Pools(folder.path().resolve("volumes"), options.pools());
        TokenStore tokens = new TokenStore(clock);
        Identity identity = new Identity(cloud, tokens, password);
        Images images = new Images(cloud, tokens);
        Network network = new Network(cloud, tokens, quotas, options.site());
        Volume volume = new Volume(cloud, tokens, quotas, pools, options.site());
        Compute compute =
                new Compute(cloud, tokens, quotas, network.serverPorts(), volume.attachments(), options.site());
        Map<String, Service> services =
                Map.of("identity", identity, "image", images, "network", network, "volume", volume, "compute", compute);
        cloud.change(() -> services.values().forEach(Service::resume));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
        server.setExecutor(threads.workers());
        server.createContext(
                "/",
                new Gateway(
                        services, troubles, options.latency(), threads.timer(), threads.workers(), keeper(options)));
    }

    /**
     * Starts one.
     *
     * @throws IOException if the port is taken, or the folder cannot be used or is in use
     * @throws IllegalArgumentException if there is no quota of a name that is given
     */
    public static Sandbox start(SandboxOptions options) throws IOException {
        SandboxFolder folder = SandboxFolder.open(options.folder());
        SandboxThreads threads = new SandboxThreads();
        try {
            Sandbox sandbox = new Sandbox(options, folder, threads);
            sandbox.serve(options.name());
            return sandbox;
        } catch (IOException | RuntimeException failed) {
            threads.shutdown();
            folder.close();
            throw failed;
        }
    }

    /** Begins before anybody is told where: a server that has not begun would keep its port when it is stopped. */
    private void serve(String name) throws IOException {
        server.start();
        try {
            folder.writeClouds(cloudsYaml(name));
            stateFile.ifPresent(file -> file.keepWriting(threads.writer()));
        } catch (IOException | RuntimeException failed) {
            server.stop(0);
            throw failed;
        }
    }

    private Gateway.Keeper keeper(SandboxOptions options) {
        return options.durable() && stateFile.isPresent() ? stateFile.get()::write : () -> {};
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What clients are told as {@code auth_url}. */
    public URI authUrl() {
        return URI.create(url() + "/identity/v3");
    }

    /** The admin's password. */
    public String password() {
        return password;
    }

    /** A {@code clouds.yaml} in which this cloud has that name. It holds the password. */
    public String cloudsYaml(String name) {
        return String.join(
                "\n",
                "clouds:",
                "  " + name + ":",
                "    auth:",
                "      auth_url: " + authUrl(),
                "      username: " + ADMIN,
                "      password: \"" + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
                "      project_name: " + ADMIN,
                "      user_domain_name: Default",
                "      project_domain_name: Default",
                "    region_name: RegionOne",
                "");
    }

    /** The file that holds {@link #cloudsYaml} with the name of the options; only its owner can read it. */
    public Path cloudsFile() {
        return folder.cloudsFile();
    }

    /** The folder in which each pool has the folder of its name. */
    public Path poolFolder() {
        return pools.folder();
    }

    /** The folder of a pool: a file that is put there can be imported as a volume. */
    public Path poolFolder(String pool) {
        return pools.folder(pool);
    }

    /** Has something more go wrong from now on. */
    public void add(Fault fault) {
        troubles.add(fault);
    }

    /** Has nothing go wrong any more. */
    public void clearFaults() {
        troubles.clear();
    }

    /** Stops serving, and writes down what is to be kept. Does nothing the second time. */
    @Override
    public void close() {
        server.stop(0);
        try {
            if (threads.close() && stateFile.isPresent()) {
                stateFile.get().write();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "sandbox: what has changed last is not kept", failed);
        }
        folder.close();
    }
}
