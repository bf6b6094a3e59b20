package io.patchbay.sandbox.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of an API that differ in details, of which a request asks for one. Immutable.
 *
 * @param service as the header names it
 * @param legacyHeader an older header that carries the number alone, in small letters; empty if there is none
 * @param major the part before the dot
 * @param least the least that is served
 * @param most the most that is served
 */
public record Microversion(String service, String legacyHeader, int major, int least, int most) {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /**
     * The part after the dot of the version that a request asks for.
     *
     * @throws RefusalException if it is no version, or not served
     */
    public int of(Request request) {
        Optional<String> asked = request.header("openstack-api-version")
                .flatMap(this::own)
                .or(() -> legacyHeader.isEmpty() ? Optional.empty() : request.header(legacyHeader));
        if (asked.isEmpty()) {
            return least;
        }
        if (asked.get().equals("latest")) {
            return most;
        }
        Matcher number = NUMBER.matcher(asked.get());
        if (!number.matches()) {
            throw new RefusalException(
                    400,
                    "API Version String " + asked.get()
                            + " is of invalid format. Must be of format MajorNum.MinorNum.");
        }
        int minor = Integer.parseInt(number.group(2));
        if (Integer.parseInt(number.group(1)) != major || minor < least || minor > most) {
            throw new RefusalException(
                    406,
                    "Version " + asked.get() + " is not supported by the API. Minimum is " + text(least)
                            + " and maximum is " + text(most) + ".");
        }
        return minor;
    }

    /** The header of an answer. */
    public String header(Request request) {
        try {
            return service + " " + text(of(request));
        } catch (RefusalException notServed) {
            return service + " " + text(least);
        }
    }

    /** A version as it is written. */
    public String text(int minor) {
        return major + "." + minor;
    }

    private Optional<String> own(String header) {
        for (String part : header.split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            if (words.length == 2 && words[0].equalsIgnoreCase(service)) {
                return Optional.of(words[1]);
            }
        }
        return Optional.empty();
    }
}
