package io.patchbay.console.internal.webconsole;

import io.patchbay.console.internal.gogo.PatchbayCommands;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tab of the Web Console with the Gogo shell: one line at a time, each in a session of its own. The Web Console calls it with
 * requests that {@link ConsoleGate} has let in, on the HTTP server's threads; thread-safe.
 */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=" + ShellTab.LABEL,
            ServletConstants.PLUGIN_TITLE + "=Shell",
            ServletConstants.PLUGIN_CATEGORY + "=Patchbay",
            ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + ShellTab.LABEL + "/res/patchbay/patchbay.css"
        })
public final class ShellTab extends AbstractServlet {
    static final String LABEL = "gogo";

    private static final Logger LOG = LoggerFactory.getLogger(ShellTab.class);
    private static final long serialVersionUID = 1;
    private static final int MOST_CHARACTERS = 2_000;
    private static final String PRINTED = ShellTab.class.getName() + ".printed";

    private final transient FormProof proof = new FormProof();
    private final transient ShellRuns runs;

    @Activate
    public ShellTab(@Reference(name = "shell") CommandProcessor shell) {
        this.runs = new ShellRuns(shell, Duration.ofSeconds(30));
    }

    @Deactivate
    void deactivate() {
        runs.close();
    }

    /** Runs a line; the Web Console then has the page rendered, as after a GET. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!proof.isIn(request)) {
            response.sendError(
                    HttpServletResponse.SC_FORBIDDEN,
                    "This form is not from the page as it is now: load the page again, and repeat what you did.");
            return;
        }
        String line = lineOf(request);
        if (line.length() > MOST_CHARACTERS) {
            request.setAttribute(PRINTED, "A line has at most " + MOST_CHARACTERS + " characters.");
            return;
        }
        String who = request.getRemoteAddr() + " (shell)";
        // the command alone: its arguments may be secrets
        LOG.info("Audit: {} runs {} in the shell", who, line.replaceFirst("(?s)[^A-Za-z0-9:_-].*", ""));
        try {
            request.setAttribute(PRINTED, runs.run(line, PatchbayCommands.WHO, who));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The node is being stopped.");
        }
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Html html = new Html().raw("<div id=\"patchbay\"><section id=\"shell\"><h2>Shell</h2>");
        Optional.ofNullable(request.getAttribute(PRINTED)).ifPresent(printed -> html.raw("<p class=\"note\">g! ")
                .text(lineOf(request))
                .raw("</p>")
                .raw("<pre class=\"printed\" role=\"status\">")
                .lines(printed.toString())
                .raw("</pre>"));
        html.raw("<form method=\"post\" class=\"line\">");
        proof.writeTo(html);
        html.raw(
                        "<input class=\"command\" name=\"line\" autofocus autocomplete=\"off\" spellcheck=\"false\" maxlength=\""
                                + MOST_CHARACTERS + "\" placeholder=\"patchbay:workers\" value=\"")
                .text(lineOf(request))
                .raw(
                        "\"> <button>Run</button></form><p class=\"hint\">patchbay:status, workers, tasks, explain, sessions,"
                                + " rooms, plugins, swap, pin, unpin, clear, shadow, canary, replay, drain and jobs do what the command"
                                + " line does, and take --help; help lists every other command.</p></section></div>")
                .raw("<script src=\"${pluginRoot}/res/patchbay/patchbay.js\"></script>");
        response.getWriter().print(html);
    }

    private static String lineOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("line")).orElse("").strip();
    }
}
