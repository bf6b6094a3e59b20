package io.patchbay.api.node;

import org.osgi.annotation.versioning.ProviderType;

/**
 * From where this node may be operated: loopback, and the networks of {@code --admin-from}. One service per framework; whoever
 * serves what is for the operator alone asks it at each request, and while it is not there lets in loopback only. Thread-safe;
 * does not block.
 */
@ProviderType
public interface AdminPeers {
    /**
     * Whether a peer may see what is for the operator alone.
     *
     * @param address as the HTTP server tells it, for example {@code 10.1.2.3} or {@code [fd00::1%eth0]}; not a name
     */
    boolean contains(String address);
}
