package io.patchbay.portal.internal.session;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes frames such as a hostile or broken client may send; the same ones for the same seed. Confined to one thread. */
final class HostileFrames {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "12345678901234567890",
            "0.5",
            "\"\"",
            "\"all\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"😀\"",
            "[]",
            "{}",
            "{\"_placeholder\":true,\"num\":0}",
            "{\"_placeholder\":true,\"num\":-1}");
    private static final List<String> KEYS = List.of(
            "to",
            "message",
            "token",
            "protocol",
            "userAgent",
            "sdk",
            "type",
            "version",
            "media",
            "tracks",
            "audio",
            "video",
            "id",
            "op",
            "data",
            "operation",
            "signaling",
            "reconnection",
            "ack",
            "__proto__",
            "");
    private static final List<String> NAMES = List.of(
            "login",
            "relogin",
            "text",
            "logout",
            "refreshReconnectionTicket",
            "publish",
            "unpublish",
            "subscribe",
            "unsubscribe",
            "soac",
            "stream-control",
            "subscription-control",
            "customMessage",
            "signaling_message",
            "mix",
            "getRegion",
            "setRegion",
            "mute",
            "addExternalOutput",
            "startRecorder",
            "setVideoBitrate",
            "setPermission",
            "connect",
            "disconnect",
            "ping",
            "no-such",
            "",
            "\\u0000");
    private static final String ODD = "\u0000\u001e\u0001\":,/[]{}-0123456789bé\u20ac\ud83d\ude00\ud800\\";
    private static final int MOST_DEPTH = 6;

    private final Random random;
    private final Supplier<String> login;

    /** @param login makes the data of a login that would succeed */
    HostileFrames(long seed, Supplier<String> login) {
        this.random = new Random(seed);
        this.login = login;
    }

    boolean oneIn(int chance) {
        return random.nextInt(chance) == 0;
    }

    /** A message of Socket.IO with the type of Engine.IO in front, good or bad. */
    String socketIo() {
        String frame =
                switch (random.nextInt(12)) {
                    case 0 -> "40";
                    case 1 -> "3";
                    case 2 -> String.valueOf(random.nextInt(10)) + random.nextInt(10);
                    case 3 -> "4" + random.nextInt(8) + "/" + pick(KEYS) + "," + value(0);
                    case 4 -> "45" + random.nextInt(20) + "-" + ackId() + event();
                    case 5 -> "43" + ackId() + value(0);
                    case 6 -> "42" + ackId() + "[\"login\"," + login.get() + "]";
                    default -> "42" + ackId() + event();
                };
        return perhapsBroken(frame);
    }

    /** A frame of the plain protocol, good or bad. */
    String plain() {
        String data = oneIn(8) ? login.get() : value(0);
        String name = oneIn(8) ? "login" : pick(NAMES);
        String frame = "{" + (oneIn(4) ? "" : "\"id\":" + (oneIn(8) ? value(1) : random.nextInt(100)) + ",")
                + "\"op\":\""
                + name + "\"" + (oneIn(4) ? "" : ",\"data\":" + data) + (oneIn(30) ? ",\"" + pick(KEYS) + "\":1" : "")
                + "}";
        return perhapsBroken(frame);
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String ackId() {
        return oneIn(4) ? "" : String.valueOf(oneIn(10) ? random.nextLong() : random.nextInt(1_000));
    }

    private String event() {
        StringBuilder event = new StringBuilder("[");
        event.append(oneIn(10) ? value(1) : "\"" + pick(NAMES) + "\"");
        for (int arguments = random.nextInt(3); arguments > 0; arguments--) {
            event.append(',').append(value(0));
        }
        return event.append(']').toString();
    }

    private String value(int depth) {
        if (depth >= MOST_DEPTH || oneIn(3)) {
            return pick(VALUES);
        }
        StringBuilder value = new StringBuilder();
        boolean object = random.nextBoolean();
        for (int members = random.nextInt(4); members > 0; members--) {
            value.append(value.length() == 0 ? "" : ",");
            value.append(object ? "\"" + pick(KEYS) + "\":" : "").append(value(depth + 1));
        }
        return object ? "{" + value + "}" : "[" + value + "]";
    }

    private String perhapsBroken(String frame) {
        StringBuilder broken = new StringBuilder(frame);
        for (int changes = oneIn(3) ? 1 + random.nextInt(4) : 0; changes > 0; changes--) {
            int at = random.nextInt(broken.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> broken.setLength(at);
                case 1 -> broken.insert(at, ODD.charAt(random.nextInt(ODD.length())));
                case 2 -> broken.delete(at, Math.min(broken.length(), at + 1 + random.nextInt(3)));
                case 3 -> broken.insert(at, broken.substring(0, Math.min(at, 50)));
                default -> broken.insert(at, "[".repeat(random.nextInt(100)));
            }
        }
        return broken.toString();
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
