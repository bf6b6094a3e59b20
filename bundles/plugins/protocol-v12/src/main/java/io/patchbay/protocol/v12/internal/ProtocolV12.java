package io.patchbay.protocol.v12.internal;

import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.support.protocol.TrackDialect;
import io.patchbay.support.protocol.VersionedCodec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Version 1.2 of the client protocol, whose media are tracks. Immutable; remembers nothing of a connection. */
@Component(service = ProtocolVersion.class, property = ProtocolVersion.NAME + "=1.2")
public final class ProtocolV12 implements ProtocolVersion {
    private final VersionedCodec codec = new VersionedCodec(new TrackDialect());

    @Activate
    public ProtocolV12() {
        // nothing to prepare
    }

    @Override
    public Decoded decode(CodecState state, ClientFrame frame) {
        return codec.decode(state, frame);
    }

    @Override
    public Encoded encode(CodecState state, ServerMessage message) {
        return codec.encode(state, message);
    }
}
