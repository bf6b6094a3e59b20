package io.patchbay.api.recovery.resource;

import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.resource.InvalidResourceException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a resource checks when it is made: everything, so that whoever wrote it is told all at once. Messages name the member as
 * JSON has it. Confined to the constructor that made it.
 */
final class Checks {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String V4 = BYTE + "(\\." + BYTE + "){3}";
    private static final String V6 = "(?=[^:]*:[^:]*:)[0-9a-fA-F:]{2,39}(:" + V4 + ")?";
    private static final Pattern ADDRESS = Pattern.compile(V4 + "|" + V6);
    private static final Pattern RANGE =
            Pattern.compile(V4 + "/([12]?\\d|3[0-2])|" + V6 + "/(\\d{1,2}|1[01]\\d|12[0-8])");
    private static final int LAST_PORT = 65_535;

    private final List<Problem> problems = new ArrayList<>();

    Checks identifier(String name, String value) {
        try {
            Identifier.require(name, value);
        } catch (IllegalArgumentException bad) {
            problems.add(new Problem(name, String.valueOf(bad.getMessage())));
        }
        return this;
    }

    Checks address(String name, String value) {
        return require(ADDRESS.matcher(value).matches(), name, "must be an IP address, for example 10.1.0.1");
    }

    Checks address(String name, Optional<String> value) {
        value.ifPresent(present -> address(name, present));
        return this;
    }

    Checks range(String name, String value) {
        return require(
                RANGE.matcher(value).matches(), name, "must be a range of IP addresses, for example 10.1.0.0/24");
    }

    Checks atLeast(String name, long value, long least) {
        return require(value >= least, name, "must be at least " + least + " but is " + value);
    }

    Checks atLeast(String name, Optional<? extends Number> value, long least) {
        value.ifPresent(present -> atLeast(name, present.longValue(), least));
        return this;
    }

    Checks port(String name, Optional<Integer> value) {
        value.ifPresent(present -> require(
                present >= 0 && present <= LAST_PORT, name, "must be 0 to " + LAST_PORT + " but is " + present));
        return this;
    }

    /** @param text what the member must be */
    Checks require(boolean holds, String name, String text) {
        if (!holds) {
            problems.add(new Problem(name, name + " " + text));
        }
        return this;
    }

    /** @throws InvalidResourceException if anything was wrong */
    void finish() {
        if (!problems.isEmpty()) {
            throw new InvalidResourceException(problems);
        }
    }
}
