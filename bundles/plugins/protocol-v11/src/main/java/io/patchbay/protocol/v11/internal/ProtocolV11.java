package io.patchbay.protocol.v11.internal;

import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.support.protocol.SplitDialect;
import io.patchbay.support.protocol.VersionedCodec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Version 1.1 of the client protocol: one audio and one video part instead of tracks. Immutable; remembers nothing of a connection. */
@Component(service = ProtocolVersion.class, property = ProtocolVersion.NAME + "=1.1")
public final class ProtocolV11 implements ProtocolVersion {
    private final VersionedCodec codec = new VersionedCodec(new SplitDialect(true));

    @Activate
    public ProtocolV11() {
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
