package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.engineio.OutPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the Socket.IO packets of one namespace, as Engine.IO messages. Immutable. */
final class SocketPackets implements WireForm {
    /** The same for all revisions, as far as events and answers go. */
    static final SocketPackets MAIN = new SocketPackets(SocketPacket.MAIN);

    private final String where;

    private SocketPackets(String namespace) {
        this.where = namespace.equals(SocketPacket.MAIN) ? "" : namespace + ",";
    }

    static SocketPackets of(String namespace) {
        return namespace.equals(SocketPacket.MAIN) ? MAIN : new SocketPackets(namespace);
    }

    /** @param old whether the client speaks revision 4 of Socket.IO, which tells no id */
    OutPacket connect(String socketId, boolean old) {
        return old ? OutPacket.text("40" + where) : OutPacket.text(Json.write("40" + where, Map.of("sid", socketId)));
    }

    /** @param old whether the client speaks revision 4 of Socket.IO, where the error is a string */
    OutPacket connectError(String message, boolean old) {
        return OutPacket.text(Json.write("44" + where, old ? message : Map.of("message", message)));
    }

    OutPacket disconnect() {
        return OutPacket.text("41" + where);
    }

    @Override
    public OutPacket event(String name, List<Object> arguments) {
        return OutPacket.text(Json.write("42" + where, named(name, arguments)));
    }

    private static List<Object> named(String name, List<Object> arguments) {
        List<Object> all = new ArrayList<>(arguments.size() + 1);
        all.add(name);
        all.addAll(arguments);
        return all;
    }

    @Override
    public OutPacket ack(long id, List<Object> arguments) {
        return OutPacket.text(Json.write("43" + where + id, arguments));
    }

    @Override
    public List<OutPacket> mixedEvent(String name, List<Object> arguments) {
        return mixed("42", "45", where, named(name, arguments));
    }

    @Override
    public List<OutPacket> mixedAck(long id, List<Object> arguments) {
        return mixed("43", "46", where + id, arguments);
    }

    private static List<OutPacket> mixed(String plainType, String binaryType, String header, List<Object> values) {
        List<byte[]> pieces = new ArrayList<>();
        Object json = Attachments.takeOut(values, pieces);
        List<OutPacket> packets = new ArrayList<>(1 + pieces.size());
        String type = pieces.isEmpty() ? plainType : binaryType + pieces.size() + "-";
        packets.add(OutPacket.text(Json.write(type + header, json)));
        pieces.forEach(piece -> packets.add(OutPacket.binary(piece)));
        return packets;
    }
}
