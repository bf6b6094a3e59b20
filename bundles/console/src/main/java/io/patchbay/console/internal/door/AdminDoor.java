package io.patchbay.console.internal.door;

import io.patchbay.api.node.AdminPeers;
import io.patchbay.support.Current;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Keeps what is for the operator alone from everybody else. Thread-safe. */
@Component(service = AdminDoor.class)
public final class AdminDoor {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private final Current<AdminPeers> peers = new Current<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPeers(AdminPeers service) {
        peers.bind(service);
    }

    void unbindPeers(AdminPeers service) {
        peers.unbind(service);
    }

    /**
     * Answers a request that comes from elsewhere with a refusal.
     *
     * @return whether the request may go on
     */
    public boolean letsIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String peer = request.getRemoteAddr();
        if (isAdmin(peer)) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json");
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,\"code\":\"forbidden-peer\","
                        + "\"detail\":\"This path answers only to loopback and the networks of --admin-from.\","
                        + "\"retryable\":false}");
        return false;
    }

    /** Whether whoever is at an address may see what is for the operator; only loopback while nobody knows more. */
    boolean isAdmin(String address) {
        return peers.get().map(known -> known.contains(address)).orElseGet(() -> LOOPBACK.contains(bare(address)));
    }

    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }
}
