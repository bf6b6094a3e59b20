package io.patchbay.support.observer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tickets of one observer's spectators: each names a seat and until when it lets somebody in, and is signed with the observer's own key
 * (HMAC-SHA256), so that an observer need ask nobody. Thread-safe.
 */
public final class SpectatorTickets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_:@-]{1,64})\\.(\\d{1,15})\\.([0-9a-f]{64})");

    private final SecretKeySpec key;

    /** @param key of the observer */
    public SpectatorTickets(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The key of one observer, from a secret of the installation's. */
    public static String keyOf(String secret, String observer) {
        return new SpectatorTickets(secret).sign(observer);
    }

    /**
     * A ticket.
     *
     * @param seat 1 to 64 letters, digits or {@code - _ : @}
     * @param untilMillis in milliseconds since the epoch
     */
    public String issue(String seat, long untilMillis) {
        String said = seat + "." + untilMillis;
        return said + "." + sign(said);
    }

    /** The seat that a ticket is for; empty if it is none of this observer's, or its time is over. */
    public Optional<String> seatOf(String ticket, long nowMillis) {
        Matcher form = FORM.matcher(ticket);
        if (!form.matches() || Long.parseLong(form.group(2)) <= nowMillis) {
            return Optional.empty();
        }
        byte[] right = sign(form.group(1) + "." + form.group(2)).getBytes(StandardCharsets.US_ASCII);
        byte[] given = form.group(3).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, given) ? Optional.of(form.group(1)) : Optional.empty();
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
