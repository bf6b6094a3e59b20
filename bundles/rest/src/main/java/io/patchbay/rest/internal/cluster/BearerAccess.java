package io.patchbay.rest.internal.cluster;

import io.patchbay.api.node.Credentials;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets requests in that carry the token of the admin or of the workers. Thread-safe; does not block. */
public final class BearerAccess implements ClusterAccess {
    private static final String SCHEME = "bearer ";

    private final Credentials credentials;
    private final Supplier<Peers> adminPeers;

    /**
     * Knows the tokens.
     *
     * @param adminPeers from where the admin's paths may be used, asked at each request
     */
    public BearerAccess(Credentials credentials, Supplier<Peers> adminPeers) {
        this.credentials = credentials;
        this.adminPeers = adminPeers;
    }

    @Override
    public Optional<Answer> workerOrAdmin(Call call) {
        return isAdmin(call) || token(call).filter(credentials::isWorkerToken).isPresent()
                ? Optional.empty()
                : Optional.of(unauthorized());
    }

    @Override
    public Optional<Answer> admin(Call call) {
        return adminPeer(call).or(() -> {
            if (isAdmin(call)) {
                return Optional.empty();
            }
            return Optional.of(
                    token(call).filter(credentials::isWorkerToken).isPresent()
                            ? ProblemCode.FORBIDDEN.answer("Only the admin may do this.")
                            : unauthorized());
        });
    }

    @Override
    public Optional<Answer> nearWorkerOrAdmin(Call call) {
        return adminPeer(call).or(() -> workerOrAdmin(call));
    }

    @Override
    public boolean isAdmin(Call call) {
        return token(call).filter(credentials::isAdminToken).isPresent();
    }

    private Optional<Answer> adminPeer(Call call) {
        return adminPeers.get().contains(call.peer())
                ? Optional.empty()
                : Optional.of(ProblemCode.FORBIDDEN_PEER.answer("This path does not answer to " + call.peer() + "."));
    }

    /** What stands in the header behind {@code Bearer}. */
    public static Optional<String> token(Call call) {
        return call.authorization()
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).trim())
                .filter(token -> !token.isEmpty());
    }

    private static Answer unauthorized() {
        return ProblemCode.UNAUTHORIZED
                .answer("This path needs Authorization: Bearer with the token of the admin or of the workers.")
                .with("WWW-Authenticate", "Bearer realm=\"patchbay\"");
    }
}
