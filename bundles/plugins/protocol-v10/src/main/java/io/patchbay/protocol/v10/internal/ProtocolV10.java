package io.patchbay.protocol.v10.internal;

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

/** Version 1.0 of the client protocol: as 1.1, but a stream's video is its first original. Immutable; remembers nothing of a connection. */
@Component(service = ProtocolVersion.class, property = ProtocolVersion.NAME + "=1.0")
public final class ProtocolV10 implements ProtocolVersion {
    private final VersionedCodec codec = new VersionedCodec(new SplitDialect(false));

    @Activate
    public ProtocolV10() {
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
