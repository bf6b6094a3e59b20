package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.RecordedLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the log is told of clients, with every level. */
class SecretsTest {
    private static final Pattern TICKET = Pattern.compile("(?:reconnectionTicket\":|\\[\"ok\",)\"([^\"]+)\"");
    private static final Pattern SECRET_MEMBER = Pattern.compile("\"(?:tokenId|ticketId|signature)\":\"([^\"]+)\"");

    private final List<String> secrets = new ArrayList<>();

    /** A token or ticket, and what is secret in it. */
    private String secret(String base64) {
        secrets.add(base64);
        Matcher member = SECRET_MEMBER.matcher(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        while (member.find()) {
            secrets.add(member.group(1));
        }
        return base64;
    }

    private String ticketIn(String answer) {
        Matcher ticket = TICKET.matcher(answer);
        assertThat(ticket.find()).as(answer).isTrue();
        return secret(ticket.group(1));
    }

    private static RawWebSocket connected(EmbeddedPortal portal) throws InterruptedException {
        RawWebSocket socket = RawWebSocket.open(portal.url());
        socket.next();
        socket.send("40");
        socket.next();
        return socket;
    }

    private static String loginWith(String token) {
        return "420[\"login\",{\"token\":\"" + token
                + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}},\"protocol\":\"1.2\"}]";
    }

    private static String madeUp() {
        return Base64.getEncoder()
                .encodeToString(
                        "{\"tokenId\":\"ffffffffffffffffffffffff\",\"host\":\"h\",\"signature\":\"c2lnbmF0dXJl\"}"
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String stretched(String ticket) {
        String text = new String(Base64.getDecoder().decode(ticket), StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(text.replaceAll("(\"notAfter\":)\\d+", "$1" + "9999999999999")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private String answerTo(EmbeddedPortal portal, String frame) throws InterruptedException {
        try (RawWebSocket socket = connected(portal)) {
            socket.send(frame);
            return socket.next();
        }
    }

    @Test
    void areNotLogged() throws Exception {
        RecordedLog.start();
        try (EmbeddedPortal portal = new EmbeddedPortal(Map.of())) {
            String token = secret(portal.world().tokens().issue("r", "ann", "presenter"));
            String forged = secret(madeUp());
            String ticket = ticketIn(answerTo(portal, loginWith(token)));
            assertThat(answerTo(portal, loginWith(token))).contains("Invalid token");
            assertThat(answerTo(portal, loginWith(forged))).contains("Invalid token signature");
            ticketIn(answerTo(portal, "421[\"relogin\",\"" + ticket + "\"]"));
            assertThat(answerTo(portal, "422[\"relogin\",\"" + secret(stretched(ticket)) + "\"]"))
                    .contains("Invalid reconnection ticket signature");
            for (String broken : List.of(loginWith(token).replace("]", ""), "421[\"" + ticket, "4" + token, token)) {
                try (RawWebSocket socket = connected(portal)) {
                    socket.send(broken);
                    assertThat(socket.closeCode()).isEqualTo(1002);
                }
            }
            try (RawWebSocket socket = RawWebSocket.plain(portal.url())) {
                socket.send("{\"op\":\"login\",\"data\":{\"token\":\"" + token);
                assertThat(socket.closeCode()).isEqualTo(1002);
            }
        }
        List<String> lines = RecordedLog.stop();

        assertThat(lines).isNotEmpty();
        assertThat(lines).noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }
}
