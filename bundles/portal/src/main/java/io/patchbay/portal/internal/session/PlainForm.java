package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.ArrayList;
import java.util.List;

/** The form of packets that no connection will carry: as long as those that one would. Immutable. */
final class PlainForm implements WireForm {
    static final WireForm INSTANCE = new PlainForm();

    private PlainForm() {}

    @Override
    public OutPacket event(String name, List<Object> arguments) {
        List<Object> all = new ArrayList<>(arguments.size() + 1);
        all.add(name);
        all.addAll(arguments);
        return OutPacket.text(Json.write("", all));
    }

    @Override
    public OutPacket ack(long id, List<Object> arguments) {
        return OutPacket.text(Json.write("", arguments));
    }

    @Override
    public List<OutPacket> mixedAck(long id, List<Object> arguments) {
        return List.of(ack(id, arguments));
    }

    @Override
    public List<OutPacket> mixedEvent(String name, List<Object> arguments) {
        return List.of(event(name, arguments));
    }
}
