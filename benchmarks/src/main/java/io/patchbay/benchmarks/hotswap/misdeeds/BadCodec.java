package io.patchbay.benchmarks.hotswap.misdeeds;

import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.Map;

/**
 * A codec of version 1.2 that is bad as soon as it meets a text of the load: every other one it cannot read, the rest it cannot
 * pass on. Immutable.
 */
public final class BadCodec implements ProtocolVersion {
    private static final char MARK = '@'; // behind the number of each of the load's texts

    private final ProtocolVersion good = new ProtocolV12();
    private final Mischief mischief;

    public BadCodec(Map<String, Object> properties) {
        mischief = new Mischief(properties);
    }

    @Override
    public Decoded decode(CodecState state, ClientFrame frame) {
        if (hasParity(frame.data().orElse(""), 0)) {
            mischief.commit();
            if (mischief.is(Misdeed.ANSWERS_NULL)) {
                return null;
            }
        }
        return good.decode(state, frame);
    }

    @Override
    public Encoded encode(CodecState state, ServerMessage message) {
        if (isInEarnest(message)) {
            mischief.commit();
            if (mischief.is(Misdeed.ANSWERS_NULL)) {
                return null;
            }
        }
        return good.encode(state, message);
    }

    /** Whether it is an answer to one of the load's texts, or such a text. */
    private static boolean isInEarnest(ServerMessage message) {
        if (message instanceof ServerMessage.Succeeded succeeded) {
            return succeeded.request() instanceof ClientRequest.SendText text && hasParity(text.message(), 1);
        }
        return message instanceof ServerMessage.Notified notified
                && notified.notification() instanceof Notification.TextReceived text
                && hasParity(text.message(), 1);
    }

    private static boolean hasParity(Object said, int parity) {
        String text = said.toString();
        int mark = text.lastIndexOf(MARK);
        return mark > 0 && text.charAt(mark - 1) % 2 == parity;
    }
}
