package io.patchbay.rest.internal;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The node, its secrets and its cluster. Thread-safe. */
final class ScriptedNode implements Node, Credentials, Cluster {
    static final String ADMIN_TOKEN = "the-admins-token";
    static final String WORKER_TOKEN = "the-workers-token";
    static final String SUPER_ID = "aaaaaaaaaaaaaaaaaaaaaaaa";
    static final String SUPER_KEY = "the super service's key";

    private final Path data;
    volatile Optional<Member> leader = Optional.of(new Member("here", URI.create("http://127.0.0.1:1")));

    ScriptedNode(Path data) {
        this.data = data;
    }

    @Override
    public String superServiceId() {
        return SUPER_ID;
    }

    @Override
    public String superServiceKey() {
        return SUPER_KEY;
    }

    @Override
    public boolean isAdminToken(String token) {
        return token.equals(ADMIN_TOKEN);
    }

    @Override
    public boolean isWorkerToken(String token) {
        return token.equals(WORKER_TOKEN);
    }

    @Override
    public boolean isAdmin(String user, String password) {
        return false;
    }

    @Override
    public String derivedSecret(String purpose) {
        throw new UnsupportedOperationException("the HTTP API derives no secrets");
    }

    @Override
    public String name() {
        return "here";
    }

    @Override
    public Path data() {
        return data;
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
        return 1;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:1");
    }

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public List<Member> members() {
        return leader.stream().toList();
    }

    @Override
    public Optional<Member> leader() {
        return leader;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean connected() {
        return leader.isPresent();
    }
}
