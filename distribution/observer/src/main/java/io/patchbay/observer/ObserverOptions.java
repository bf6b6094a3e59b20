package io.patchbay.observer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.Identifier;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The options of {@code patchbay observer}. Immutable.
 *
 * @param nodes where it joins
 * @param token lets workers in; kept out of {@link #toString}, like the next two
 * @param sourceTicket what it says to its source
 * @param ticketKey by which it knows spectators' tickets
 * @param id as which worker it joins
 * @param match that it relays
 * @param source where it gets the match; of it only the host is told
 * @param bind address to listen at
 * @param port 0: any that is free
 * @param advertise host that spectators are told; empty: what it listens at
 * @param via address of a proxy in front of it that spectators use instead
 * @param seats how many spectators
 * @param endsAtMillis when it ends at the latest
 * @param parent process that it does not outlive
 */
record ObserverOptions(
        List<URI> nodes,
        String token,
        String sourceTicket,
        String ticketKey,
        String id,
        String match,
        URI source,
        String bind,
        int port,
        Optional<String> advertise,
        Optional<String> via,
        int seats,
        long endsAtMillis,
        OptionalLong parent) {
    /** The environment variables that hold the secrets, of which the source may have one in its query. */
    static final String TOKEN = "PATCHBAY_WORKER_TOKEN";

    static final String SOURCE = "PATCHBAY_SOURCE";
    static final String SOURCE_TICKET = "PATCHBAY_SOURCE_TICKET";
    static final String TICKET_KEY = "PATCHBAY_TICKET_KEY";

    private static final List<String> NAMED = List.of(
            "--url",
            "--credentials",
            "--id",
            "--match",
            "--bind",
            "--port",
            "--advertise",
            "--via",
            "--seats",
            "--ends-at",
            "--parent");
    private static final String URL = "https?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?/?";
    private static final String PROXY = "wss?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?(/\\S*)?";
    private static final String NUMBER = "\\d{1,15}";
    private static final long MAX_FILE_BYTES = 64 * 1024;

    static ObserverOptions parse(List<String> arguments, Map<String, String> environment) throws UsageException {
        Options options = new Options(arguments, NAMED, List.of());
        return new ObserverOptions(
                nodes(options),
                token(options, environment),
                secret(environment, SOURCE_TICKET),
                secret(environment, TICKET_KEY),
                identifier(options, "--id"),
                identifier(options, "--match"),
                source(environment),
                options.value("--bind").orElse("127.0.0.1"),
                options.number("--port", 0, 0, 65_535),
                options.value("--advertise"),
                options.value("--via", PROXY, "the URL of a proxy, ws(s)://HOST:PORT"),
                options.number("--seats", 200, 1, ObserverSpec.MAX_SEATS),
                Long.parseLong(required(options, "--ends-at", NUMBER, "milliseconds since the epoch")),
                options.value("--parent", NUMBER, "the id of a process").stream()
                        .mapToLong(Long::parseLong)
                        .findFirst());
    }

    private static List<URI> nodes(Options options) throws UsageException {
        List<URI> nodes = new ArrayList<>();
        for (String one : required(
                        options, "--url", URL + "(," + URL + ")*", "http://HOST:PORT, more of them after commas")
                .split(",", -1)) {
            nodes.add(URI.create(one.replaceAll("/$", "")));
        }
        return List.copyOf(nodes);
    }

    private static String token(Options options, Map<String, String> environment) throws UsageException {
        Optional<String> file = options.value("--credentials");
        String token = file.isPresent() ? fromCredentials(file.get()) : secret(environment, TOKEN);
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new UsageException("the token of workers must be a word without spaces");
        }
        return token;
    }

    private static String fromCredentials(String file) throws UsageException {
        try {
            if (Files.size(Path.of(file)) > MAX_FILE_BYTES) {
                throw new UsageException("--credentials " + file + " is too long");
            }
            return new ObjectMapper()
                    .readTree(Files.readString(Path.of(file)))
                    .path("worker")
                    .path("token")
                    .asText();
        } catch (IOException unreadable) {
            throw new UsageException("--credentials " + file + " cannot be read", unreadable);
        }
    }

    private static String secret(Map<String, String> environment, String variable) throws UsageException {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new UsageException("the environment variable " + variable + " is missing"));
    }

    private static URI source(Map<String, String> environment) throws UsageException {
        String text = secret(environment, SOURCE);
        try {
            URI source = URI.create(text);
            ObserverSpec.requireSource(source);
            return source;
        } catch (IllegalArgumentException wrong) { // which may tell the text, so it goes no further
            throw new UsageException("the environment variable " + SOURCE
                    + " must be a WebSocket, ws://HOST:PORT/PATH, without user, password and fragment");
        }
    }

    private static String identifier(Options options, String name) throws UsageException {
        String value = options.value(name).orElse("");
        if (!Identifier.isValid(value)) {
            throw new UsageException(name + " must be 1 to 200 letters, digits or - _ . : @");
        }
        return value;
    }

    private static String required(Options options, String name, String form, String what) throws UsageException {
        return options.value(name, form, what).orElseThrow(() -> new UsageException(name + " is missing: " + what));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ObserverOptions[nodes=" + nodes + ", id=" + id + ", match=" + match + ", source=" + source.getHost()
                + "]";
    }
}
