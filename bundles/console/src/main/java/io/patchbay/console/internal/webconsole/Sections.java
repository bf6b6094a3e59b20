package io.patchbay.console.internal.webconsole;

import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.Surroundings;
import io.patchbay.support.operator.UsageException;
import io.patchbay.support.operator.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a page, one below the other. A part that the node cannot tell of says why, and the others are there all the same.
 * Confined to one thread.
 */
final class Sections {
    /** Writes one part of the page. */
    @FunctionalInterface
    interface Section {
        void write() throws UsageException, IOException, InterruptedException;
    }

    private final Html html;
    private final NodeApi node;

    Sections(Html html, NodeApi node) {
        this.html = html;
        this.node = node;
    }

    void notice(Optional<TabActions.Notice> notice) {
        notice.ifPresent(told -> html.raw("<div role=\"status\" class=\"told " + (told.good() ? "good" : "bad") + "\">")
                .raw(told.html())
                .raw("</div>"));
    }

    void section(String id, String title, Section section) throws InterruptedException {
        html.raw("<section id=\"" + id + "\"><h2>").text(title).raw("</h2>");
        try {
            section.write();
        } catch (UsageException | IOException failed) {
            html.element("p", "failure", String.valueOf(failed.getMessage()));
        }
        html.raw("</section>");
    }

    /** A part that is what one of the operator's words says. */
    void word(String id, String title, String word, String... arguments) throws InterruptedException {
        section(id, title, () -> {
            Surroundings page = new Surroundings("", List.of(), "", options -> node);
            Words.find(word).run(List.of(arguments), page, new HtmlOutput(html));
        });
    }
}
