package io.patchbay.portal.internal.plain;

import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the plain protocol writes things down. Immutable. */
final class PlainForm implements WireForm {
    static final WireForm INSTANCE = new PlainForm();

    private static final String ERROR = "error";

    private PlainForm() {}

    @Override
    public OutPacket event(String name, List<Object> arguments) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("event", name);
        if (!arguments.isEmpty()) {
            frame.put("data", arguments.get(0));
        }
        return write(frame);
    }

    /** An answer is a status, perhaps data, and perhaps advice; every status but {@code error} is good news. */
    @Override
    public OutPacket ack(long id, List<Object> arguments) {
        List<Object> answer = new ArrayList<>(arguments);
        answer.addAll(Collections.nCopies(2, null));
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("id", id);
        frame.put(ERROR.equals(answer.get(0)) ? ERROR : "ok", answer.get(1));
        if (arguments.size() > 2) {
            frame.put("advice", answer.get(2));
        }
        return write(frame);
    }

    @Override
    public List<OutPacket> mixedEvent(String name, List<Object> arguments) {
        return List.of(event(name, arguments));
    }

    @Override
    public List<OutPacket> mixedAck(long id, List<Object> arguments) {
        return List.of(ack(id, arguments));
    }

    private static OutPacket write(Map<String, Object> frame) {
        return OutPacket.text(Json.write("", frame));
    }
}
