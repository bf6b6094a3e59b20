package io.patchbay.api.recovery.resource;

import io.patchbay.api.Identifier;
import java.util.Optional;
import java.util.regex.Pattern;

/** What resources check when they are made; messages name the member as JSON has it. No state. */
final class Checks {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String V4 = BYTE + "(\\." + BYTE + "){3}";
    private static final String V6 = "(?=[^:]*:[^:]*:)[0-9a-fA-F:]{2,39}(:" + V4 + ")?";
    private static final Pattern ADDRESS = Pattern.compile(V4 + "|" + V6);
    private static final Pattern RANGE =
            Pattern.compile(V4 + "/([12]?\\d|3[0-2])|" + V6 + "/(\\d{1,2}|1[01]\\d|12[0-8])");

    private Checks() {}

    static void identifier(String name, String value) {
        Identifier.require(name, value);
    }

    static void address(String name, String value) {
        if (!ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be an IP address, for example 10.1.0.1");
        }
    }

    static void range(String name, String value) {
        if (!RANGE.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be a range of IP addresses, for example 10.1.0.0/24");
        }
    }

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
        }
    }

    static void port(String name, Optional<Integer> value) {
        if (value.isPresent() && (value.get() < 0 || value.get() > 65_535)) {
            throw new IllegalArgumentException(name + " must be 0 to 65535 but is " + value.get());
        }
    }

    static void atLeast(String name, Optional<? extends Number> value, long least) {
        value.ifPresent(present -> atLeast(name, present.longValue(), least));
    }
}
