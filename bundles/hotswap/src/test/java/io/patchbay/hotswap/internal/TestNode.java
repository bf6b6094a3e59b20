package io.patchbay.hotswap.internal;

import io.patchbay.api.node.Node;
import java.net.URI;
import java.nio.file.Path;

/** A node that has folders and nothing else. */
record TestNode(Path data, Path plugins) implements Node {
    @Override
    public String name() {
        return "test";
    }

    @Override
    public String advertisedHost() {
        return "127.0.0.1";
    }

    @Override
    public int advertisedPort() {
        return 0;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1");
    }

    @Override
    public String version() {
        return "0.1.0";
    }
}
