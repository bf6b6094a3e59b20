package io.patchbay.lobby.internal.login;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password's hash with all that it takes to make it again, in the form that implementations of Argon2 share:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}. Immutable.
 */
final class PasswordHash {
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final HashCost cost;
    private final byte[] salt;
    private final byte[] hash;

    /** Takes arrays that nobody changes any more. */
    PasswordHash(HashCost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads what {@link #text} wrote; empty if it is something else. */
    static Optional<PasswordHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            HashCost cost = new HashCost(number(form, 1), number(form, 2), number(form, 3));
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new PasswordHash(cost, base64.decode(form.group(4)), base64.decode(form.group(5))));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    HashCost cost() {
        return cost;
    }

    /** Not copied. */
    byte[] salt() {
        return salt;
    }

    int length() {
        return hash.length;
    }

    /** Whether it is that hash; takes the same time whatever differs. */
    boolean matches(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    /** Nothing of the hash, so that it can be logged. */
    @Override
    public String toString() {
        return "PasswordHash[" + cost + "]";
    }
}
