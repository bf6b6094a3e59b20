package io.patchbay.support.openstack;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of what a service understands, such as 2.79.
 *
 * @param major before the dot
 * @param minor behind it: 2.9 comes before 2.10
 */
public record Microversion(int major, int minor) implements Comparable<Microversion> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,6})");
    private static final Comparator<Microversion> ORDER =
            Comparator.comparingInt(Microversion::major).thenComparingInt(Microversion::minor);

    /**
     * The version that a text names.
     *
     * @throws IllegalArgumentException if the text is no such version
     */
    public static Microversion of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a microversion reads 2.79 but was " + text);
        }
        return new Microversion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    @Override
    public int compareTo(Microversion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
