package io.patchbay.dashboard.internal.page;

import io.patchbay.dashboard.internal.door.LoginSession;

/** What is around every page: head, header and the place for what it shows. Immutable. */
public final class Frame {
    private final String assets;
    private final String node;

    /**
     * A frame for one node.
     *
     * @param assets the path below which scripts and styles are
     * @param node its name
     */
    public Frame(String assets, String node) {
        this.assets = assets;
        this.node = node;
    }

    /**
     * The page of who is not let in yet; a form that works without scripts. It names no address to be sent to: browsers take that of
     * the page then, with what follows {@code #} in it, and have that still when they are led on to the dashboard.
     */
    public String login(String refusal) {
        Html html = head("", "").raw("<body class=\"login\"><main><form method=\"post\">");
        html.raw("<h1><span class=\"brand\">patchbay</span> <small>").text(node).raw("</small></h1>");
        if (!refusal.isEmpty()) {
            html.raw("<p role=\"alert\" class=\"notice bad\">").text(refusal).raw("</p>");
        }
        return html.raw("<label>User<input name=\"user\" autocomplete=\"username\" required value=\"admin\"></label>")
                .raw("<label>Password<input name=\"password\" type=\"password\" autocomplete=\"current-password\" ")
                .raw("required autofocus></label><button class=\"primary\">Log in</button>")
                .raw(
                        "<p class=\"hint\">Both are under “admin” in the file credentials.json of this node's data folder.</p>")
                .raw("</form></main></body></html>")
                .toString();
    }

    /**
     * The page of the admin.
     *
     * @param status what is read without scripts, and until they have begun
     */
    public String dashboard(LoginSession session, String status) {
        Html html = head(session.proof(), "<script type=\"module\" src=\"" + assets + "/app.js\"></script>");
        html.raw("<body><a class=\"skip\" href=\"#page\">Skip to the page</a><header id=\"top\">")
                .raw("<a class=\"brand\" href=\"#/now\">patchbay</a><span id=\"node\">")
                .text(node)
                .raw("</span><nav id=\"pages\" aria-label=\"Pages\"></nav>")
                .raw("<span id=\"link\" role=\"status\"></span>")
                .raw("<form method=\"post\" action=\"/console/logout\"><input type=\"hidden\" name=\"proof\" value=\"")
                .text(session.proof())
                .raw("\"><button>Log out</button></form></header>")
                .raw("<div id=\"lost\" role=\"alert\"></div><main id=\"page\" tabindex=\"-1\">")
                .raw(status)
                .raw("</main><div id=\"told\" role=\"status\"></div></body></html>");
        return html.toString();
    }

    private Html head(String proof, String scripts) {
        Html html = new Html().raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        html.text(node).raw(" · Patchbay</title>");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">");
        if (!proof.isEmpty()) {
            html.raw("<meta name=\"patchbay-proof\" content=\"").text(proof).raw("\">");
        }
        return html.raw("<link rel=\"icon\" type=\"image/svg+xml\" href=\"" + assets + "/mark.svg\">")
                .raw("<link rel=\"stylesheet\" href=\"" + assets + "/style.css\">")
                .raw(scripts)
                .raw("</head>");
    }
}
