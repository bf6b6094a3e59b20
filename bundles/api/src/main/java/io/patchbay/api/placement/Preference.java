package io.patchbay.api.placement;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks of its worker, for example {@code {"isp":"telco","region":"north"}}. Each matcher reads the members it
 * knows. Equal preferences get equal answers from a matcher, which is why the engine may cache them. Immutable.
 */
public final class Preference {
    /** Asks for nothing. */
    public static final Preference NONE = new Preference(Attributes.NONE);

    private final Attributes attributes;
    private final int hash;

    private Preference(Attributes attributes) {
        this.attributes = attributes;
        this.hash = attributes.hashCode(); // asked for at every decision
    }

    /** The preference with these members. */
    public static Preference of(Attributes attributes) {
        return attributes.isEmpty() ? NONE : new Preference(attributes);
    }

    /** The usual preference of a portal. */
    public static Preference of(String isp, String region) {
        return new Preference(Attributes.of("isp", isp, "region", region));
    }

    /** All members. */
    public Attributes attributes() {
        return attributes;
    }

    /** See {@link Attributes#text}. */
    public Optional<String> text(String key) {
        return attributes.text(key);
    }

    /** See {@link Attributes#texts}. */
    public List<String> texts(String key) {
        return attributes.texts(key);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Preference that && that.hash == hash && that.attributes.equals(attributes));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return attributes.values().toString();
    }
}
