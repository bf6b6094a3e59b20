package io.patchbay.portal.internal.session;

import io.patchbay.api.node.Node;
import java.net.URI;
import java.nio.file.Path;

/** A node that clients are told to find at {@code 127.0.0.1:8080}. Immutable. */
public final class FakeNode implements Node {
    private final Path data;

    /** A node that keeps nothing: whatever it would keep goes to a folder that is not there. */
    public FakeNode() {
        this(Path.of("target", "no-such-folder"));
    }

    FakeNode(Path data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public Path plugins() {
        return Path.of("plugins");
    }

    @Override
    public Path conf() {
        return Path.of("conf");
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
        return URI.create("http://127.0.0.1:8080");
    }

    @Override
    public String version() {
        return "0.1.0";
    }
}
