package io.patchbay.dashboard.internal.page;

import org.owasp.encoder.Encode;

/**
 * A page, or a piece of one. Whatever is not written here, names of rooms, users and plug-ins above all, goes in as text or as an
 * attribute's value and cannot become markup. Confined to one thread.
 */
final class Html {
    private final StringBuilder page = new StringBuilder(8_192);

    /** Markup of our own, as it is; never with a value in it. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /** Text from anywhere, also as an attribute's value within quotes. */
    Html text(Object text) {
        page.append(Encode.forHtml(String.valueOf(text)));
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, Object text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
