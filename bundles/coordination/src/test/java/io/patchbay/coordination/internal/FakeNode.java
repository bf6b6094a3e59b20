package io.patchbay.coordination.internal;

import io.patchbay.api.node.Node;
import java.net.URI;
import java.nio.file.Path;

/** A node by the name of {@code solo}. Immutable. */
record FakeNode(Path data) implements Node {
    static final URI URL = URI.create("http://127.0.0.1:8080");

    @Override
    public String name() {
        return "solo";
    }

    @Override
    public Path plugins() {
        return data.resolve("plugins");
    }

    @Override
    public Path conf() {
        return data.resolve("conf");
    }

    @Override
    public String advertisedHost() {
        return "127.0.0.1";
    }

    @Override
    public int advertisedPort() {
        return 8080;
    }

    @Override
    public URI url() {
        return URL;
    }

    @Override
    public String version() {
        return "0.1.0";
    }
}
