package io.patchbay.portal.internal.session;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A cluster that a node called {@code elsewhere} leads. Immutable. */
final class LedElsewhere implements Cluster {
    @Override
    public List<Member> members() {
        return leader().stream().toList();
    }

    @Override
    public Optional<Member> leader() {
        return Optional.of(new Member("elsewhere", URI.create("http://127.0.0.1:1")));
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean connected() {
        return true;
    }
}
