package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.support.protocol.InvalidRequestException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The generation of clients that name no version, SDK 3.x (owt-server, 6.5 to 6.8). Immutable; what it remembers of a connection
 * is {@link Running}.
 */
@Component(service = ProtocolVersion.class, property = ProtocolVersion.NAME + "=legacy")
public final class ProtocolLegacy implements ProtocolVersion {
    private final LegacyRequests requests = new LegacyRequests();
    private final LegacyMessages messages = new LegacyMessages();

    @Activate
    public ProtocolLegacy() {
        // nothing to prepare
    }

    @Override
    public Decoded decode(CodecState state, ClientFrame frame) {
        try {
            return requests.read(Running.read(state), frame);
        } catch (InvalidRequestException invalid) {
            return new Decoded.Malformed(invalid.getMessage());
        }
    }

    @Override
    public Encoded encode(CodecState state, ServerMessage message) {
        return messages.encode(state, message);
    }

    /** A client calls a subscription by its stream, and a recording by a name of its own. */
    @Override
    public boolean encodesNotificationsAlike() {
        return false;
    }
}
