package io.patchbay.node.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.node.Node;
import io.patchbay.support.RandomIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;

/** This node, once its HTTP server listens. Immutable. */
@Component(service = Node.class)
public final class LocalNode implements Node {
    private static final String ENDPOINTS = "osgi.http.endpoint";

    private final Settings settings;
    private final String name;
    private final String host;
    private final int port;
    private final String version;

    @Activate
    public LocalNode(
            BundleContext framework,
            @Reference(name = "http", service = HttpServiceRuntime.class) Map<String, Object> http)
            throws IOException {
        this(
                Settings.of(framework),
                endpoint(http),
                framework.getBundle().getVersion().toString());
    }

    LocalNode(Settings settings, URI listening, String version) throws IOException {
        this.settings = settings;
        this.version = version;
        Files.createDirectories(settings.data());
        this.name = Identifier.require("node", settings.name().orElseGet(() -> keptName(settings.data())));
        String advertised = settings.advertise().orElse(reachable(listening.getHost()) + ":" + listening.getPort());
        int colon = advertised.lastIndexOf(':');
        this.host = advertised.substring(0, colon);
        this.port = Integer.parseInt(advertised.substring(colon + 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path data() {
        return settings.data();
    }

    @Override
    public Path plugins() {
        return settings.plugins();
    }

    @Override
    public Path conf() {
        return settings.conf();
    }

    @Override
    public String advertisedHost() {
        return host;
    }

    @Override
    public int advertisedPort() {
        return port;
    }

    @Override
    public URI url() {
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public String version() {
        return version;
    }

    private static URI endpoint(Map<String, Object> http) {
        if (http.get(ENDPOINTS) instanceof String[] endpoints && endpoints.length > 0) {
            return Endpoints.best(List.of(endpoints));
        }
        throw new IllegalStateException("the HTTP server says nothing in its service property " + ENDPOINTS);
    }

    /** What others can reach where the server listens on every address. */
    private static String reachable(String listening) throws IOException {
        boolean everywhere = listening.equals("0.0.0.0") || listening.equals("[::]") || listening.equals("::");
        return everywhere ? Endpoints.literal(InetAddress.getLocalHost()) : listening;
    }

    private static String keptName(Path data) {
        Path file = data.resolve("node");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, "node-" + RandomIds.hex(4));
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read or make " + file, failed);
        }
    }
}
