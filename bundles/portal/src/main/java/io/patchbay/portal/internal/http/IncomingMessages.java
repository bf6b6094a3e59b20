package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Puts the data frames of one WebSocket together and gives the Engine.IO session whole messages, within what the session may send now.
 * Confined to the reading of the WebSocket, which stops where a turn is to decide, apart from {@link #close}.
 */
final class IncomingMessages {
    private static final char REPLACEMENT = '\uFFFD';

    private final FrameChannel channel;
    private final EngineSocket socket;
    private final Alarms alarms;
    private final long messageMillis;
    private final ReadAhead reading;
    private boolean isText; // what the message under way is
    private volatile Optional<PartialMessage> partial = Optional.empty();
    private volatile boolean refused; // what comes from now on is thrown away

    /**
     * @param messageMillis how long a message may take to arrive
     * @param reading told of what has to wait for its turn
     */
    IncomingMessages(FrameChannel channel, EngineSocket socket, Alarms alarms, long messageMillis, ReadAhead reading) {
        this.channel = channel;
        this.socket = socket;
        this.alarms = alarms;
        this.messageMillis = messageMillis;
        this.reading = reading;
    }

    /** Takes a frame's payload, of which nothing is needed afterwards. */
    void take(Frame frame) {
        ByteBuffer payload = frame.hasPayload() ? frame.getPayload() : ByteBuffer.allocate(0);
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            isText = frame.getOpCode() == OpCode.TEXT;
        }
        if (refused) {
            return;
        }
        if (frame.isFin()
                && partial.isEmpty()
                && payload.remaining() <= socket.intake().maxBytes()) {
            byte[] message = new byte[payload.remaining()];
            payload.get(message);
            deliver(message);
        } else {
            PartialMessage message = begun();
            go(message, message.add(payload), frame.isFin());
        }
    }

    private PartialMessage begun() {
        Optional<PartialMessage> present = partial; // read once: its deadline may end it at any time
        if (present.isPresent()) {
            return present.get();
        }
        Alarm deadline =
                alarms.deadline(messageMillis, () -> refuse(CloseCode.POLICY_VIOLATION, "the message took too long"));
        PartialMessage fresh = new PartialMessage(socket.intake().share(), deadline);
        partial = Optional.of(fresh);
        return fresh;
    }

    /** In a turn where it is large: one that logs the client in is to be over before it is asked how much the client may send. */
    private void go(PartialMessage message, boolean room, boolean last) {
        if (!room) {
            refuse(CloseCode.TRY_AGAIN_LATER, "too much unfinished input");
        } else if (message.bytes() > socket.intake().maxBytes()) {
            Runnable decided = reading.begin(Integer.MAX_VALUE); // so that nobody reads meanwhile
            socket.turns().here(() -> {
                try {
                    if (message.bytes() > socket.intake().maxBytes()) {
                        refuse(CloseCode.TOO_LARGE, "message too large");
                    } else {
                        goOn(message, last);
                    }
                } finally {
                    decided.run();
                }
            });
        } else {
            goOn(message, last);
        }
    }

    private void goOn(PartialMessage message, boolean last) {
        if (last) {
            partial = Optional.empty();
            message.close();
            deliver(message.data());
        }
    }

    private void deliver(byte[] message) {
        if (!isText) {
            socket.arrivals().binaryFrame(channel, message, reading.begin(message.length));
            return;
        }
        String text = new String(message, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(message)) {
            refuse(CloseCode.BAD_DATA, "the text is not UTF-8");
        } else {
            socket.arrivals().frame(channel, text, reading.begin(message.length));
        }
    }

    private static boolean isUtf8(byte[] message) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private void refuse(int code, String reason) {
        refused = true;
        close();
        socket.arrivals().refuse(channel, code, reason);
    }

    /** Nothing follows: forgets what is not complete. Thread-safe. */
    void close() {
        partial.ifPresent(PartialMessage::close);
        partial = Optional.empty();
    }
}
