package io.patchbay.console.internal.webconsole;

import io.patchbay.support.operator.Text;
import org.owasp.encoder.Encode;

/**
 * A piece of a page. Whatever is not written here, names of rooms, users and plug-ins above all, goes in as text or as an attribute's
 * value and cannot become markup, nor a variable of the Web Console's templates. Confined to one thread.
 */
final class Html {
    private final StringBuilder page = new StringBuilder(16_384);

    /** Markup of our own, as it is; never with a value in it. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /** Text from anywhere. */
    Html text(Object text) {
        page.append(escaped(String.valueOf(text)));
        return this;
    }

    /** Text from anywhere whose lines stay lines. */
    Html lines(String text) {
        text.lines().forEach(line -> text(line).raw("\n"));
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, String style, Object text) {
        return raw("<" + name + " class=\"" + style + "\">").text(text).raw("</" + name + ">");
    }

    /** A cell of a table. */
    Html cell(Object text) {
        return raw("<td>").text(text).raw("</td>");
    }

    /** A cell whose numbers stand one below the other. */
    Html number(Object text) {
        return element("td", "number", text);
    }

    /** A field of a form that its user does not see. */
    Html hidden(String name, String value) {
        return raw("<input type=\"hidden\" name=\"" + name + "\" value=\"")
                .text(value)
                .raw("\">");
    }

    private static String escaped(String text) {
        // the Web Console replaces ${…} in whatever is HTML
        return Encode.forHtml(Text.harmless(text)).replace("$", "&#36;");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
