package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service of a cloud, as one user in one project may use it. Paths begin with a slash and go on behind the service's address
 * ({@code /networks}); make them with {@link #path}. Every call blocks, within {@link Limits}. Immutable, thread-safe.
 */
public final class Service {
    private static final int MOST_PAGES = 10_000;

    private final Session session;
    private final ServiceType type;
    private final Optional<Microversion> microversion;

    Service(Session session, ServiceType type, Optional<Microversion> microversion) {
        this.session = session;
        this.type = type;
        this.microversion = microversion;
    }

    /**
     * A path with a query, all of it encoded.
     *
     * @param segments {@code /servers}, or {@code /servers/{}} with an argument for each pair of braces
     * @param arguments first those for the braces, then names and values of the query in turn
     * @throws IllegalArgumentException if one for braces is empty, or leads elsewhere ({@code .}, {@code ..})
     */
    public static String path(String segments, String... arguments) {
        StringBuilder path = new StringBuilder();
        int next = 0;
        int from = 0;
        for (int braces = segments.indexOf("{}"); braces >= 0; braces = segments.indexOf("{}", from)) {
            path.append(segments, from, braces).append(segment(arguments[next++]));
            from = braces + 2;
        }
        path.append(segments, from, segments.length());
        if ((arguments.length - next) % 2 != 0) {
            throw new IllegalArgumentException("a query needs a value for each name: " + segments);
        }
        for (char before = '?'; next < arguments.length; next += 2, before = '&') {
            path.append(before).append(encoded(arguments[next])).append('=').append(encoded(arguments[next + 1]));
        }
        return path.toString();
    }

    private static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("'" + text + "' names nothing that a service could have");
        }
        return encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The same service at the highest microversion that it and we know.
     *
     * @param least which is needed
     * @param known up to which the caller knows what answers look like
     * @throws OpenStackException if the service does not reach {@code least}
     */
    public Service at(Microversion least, Microversion known) throws OpenStackException, InterruptedException {
        Microversion offered = session.microversions(type).upTo(known);
        if (offered.compareTo(least) < 0) {
            throw OpenStackException.of(
                    Kind.UNSUPPORTED,
                    "the " + type.word() + " service of cloud " + session.cloud() + " speaks microversions up to "
                            + offered + "; needed is at least " + least);
        }
        return new Service(session, type, Optional.of(offered));
    }

    /** What is there. */
    public JsonNode get(String path) throws OpenStackException, InterruptedException {
        return send("GET", path, Optional.empty());
    }

    /** What is there; empty if the service itself says that there is nothing. */
    public Optional<JsonNode> find(String path) throws OpenStackException, InterruptedException {
        try {
            return Optional.of(get(path));
        } catch (OpenStackException refused) {
            return emptyIfAbsent(refused);
        }
    }

    private static Optional<JsonNode> emptyIfAbsent(OpenStackException refused) throws OpenStackException {
        if (refused.kind() == Kind.NOT_FOUND) {
            return Optional.empty();
        }
        throw refused;
    }

    /**
     * All elements of a list, page by page.
     *
     * @param member which holds them in each page, for example {@code networks}
     */
    public List<JsonNode> list(String path, String member) throws OpenStackException, InterruptedException {
        List<JsonNode> elements = new ArrayList<>();
        String resource = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        Optional<String> next = Optional.of(path);
        for (int page = 0; next.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw OpenStackException.of(
                        Kind.BAD_ANSWER, "GET " + resource + " has more than " + MOST_PAGES + " pages");
            }
            JsonNode answer = get(next.get());
            if (!answer.path(member).isArray()) {
                throw OpenStackException.of(
                        Kind.BAD_ANSWER, words("GET", resource) + " was answered without a list '" + member + "'");
            }
            answer.get(member).forEach(elements::add);
            next = queryOfNext(answer, member).map(query -> resource + "?" + query);
        }
        return elements;
    }

    /** Only the query of the link is used: behind a proxy services name hosts that clients cannot reach, or must not trust. */
    private static Optional<String> queryOfNext(JsonNode answer, String member) throws OpenStackException {
        String link = answer.path("links").path("next").asText("");
        for (JsonNode candidate : answer.path(member + "_links")) {
            if (candidate.path("rel").asText().equals("next")) {
                link = candidate.path("href").asText("");
            }
        }
        try {
            return link.isEmpty() || link.equals("null")
                    ? Optional.empty()
                    : Optional.ofNullable(URI.create(link).getRawQuery());
        } catch (IllegalArgumentException unreadable) {
            throw OpenStackException.of(Kind.BAD_ANSWER, "a link to a further page is no address", unreadable);
        }
    }

    /**
     * Makes something, or has something done.
     *
     * @param body an object of JSON values, as a map; or a node
     * @return the answer's body
     */
    public JsonNode post(String path, Object body) throws OpenStackException, InterruptedException {
        return send("POST", path, Optional.of(Json.of(body)));
    }

    /**
     * Changes something.
     *
     * @param body an object of JSON values, as a map; or a node
     * @return the answer's body
     */
    public JsonNode put(String path, Object body) throws OpenStackException, InterruptedException {
        return send("PUT", path, Optional.of(Json.of(body)));
    }

    /** A request without a body that changes something. */
    public JsonNode put(String path) throws OpenStackException, InterruptedException {
        return send("PUT", path, Optional.empty());
    }

    /**
     * Deletes something.
     *
     * @return whether it was there; false only if the service itself says that it is not
     */
    public boolean delete(String path) throws OpenStackException, InterruptedException {
        try {
            send("DELETE", path, Optional.empty());
            return true;
        } catch (OpenStackException refused) {
            return emptyIfAbsent(refused).isPresent();
        }
    }

    private JsonNode send(String method, String path, Optional<JsonNode> body)
            throws OpenStackException, InterruptedException {
        Answer answer = session.send(type, words(method, path), method, path, header(), body);
        if (!answer.isSuccess()) {
            throw refused(ErrorBody.of(answer.body()).exception(words(method, path), answer.status()));
        }
        return answer.body();
    }

    private OpenStackException refused(OpenStackException said) {
        return said.kind() == Kind.NOT_FOUND && !type.isAbsence(said.type())
                ? said.saying(
                        Kind.BAD_ANSWER,
                        said.getMessage() + "; nothing there is as the " + type.word()
                                + " service says that something is not there: is its address right, and what is before it?")
                : said;
    }

    private Map<String, String> header() {
        return microversion
                .map(version -> Map.of("OpenStack-API-Version", type.word() + " " + version))
                .orElse(Map.of());
    }

    private String words(String method, String path) {
        return type.word() + " " + method + " " + path;
    }
}
