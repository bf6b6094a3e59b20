package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the services of one cloud for their microversions, each once. Thread-safe. */
final class Discovery {
    private final Exchange exchange;
    private final String cloud;
    private final Map<ServiceType, Range> known = new ConcurrentHashMap<>();

    Discovery(Exchange exchange, String cloud) {
        this.exchange = exchange;
        this.cloud = cloud;
    }

    /**
     * From where to where.
     *
     * @param least the oldest that is understood
     * @param most the newest
     */
    record Range(Microversion least, Microversion most) {
        /** The newest that is not above one. */
        Microversion upTo(Microversion bound) {
            return most.compareTo(bound) < 0 ? most : bound;
        }
    }

    /** @param address from the catalogue */
    Range of(ServiceType type, URI address, Token token) throws OpenStackException, InterruptedException {
        Range found = known.get(type);
        if (found == null) { // two threads may ask at once: both get the same
            found = ask(type, withoutProject(address, token), token);
            known.put(type, found);
        }
        return found;
    }

    private static URI withoutProject(URI address, Token token) {
        String text = address.toString();
        String end = "/" + token.projectId();
        return URI.create(text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text);
    }

    private Range ask(ServiceType type, URI root, Token token) throws OpenStackException, InterruptedException {
        String words = type.word() + " GET / (its versions)";
        Map<String, String> headers = Map.of("X-Auth-Token", token.secret()); // Cinder tells nobody who has none
        Answer answer =
                exchange.send(new Exchange.Request(words, "GET", URI.create(root + "/"), headers, Optional.empty()));
        boolean choices = answer.status() == 300; // a list of versions comes so
        if (!answer.isSuccess() && !choices) {
            throw ErrorBody.of(answer.body()).exception(words, answer.status());
        }
        for (JsonNode version : versions(answer.body())) {
            String most = version.path("version").asText("");
            String least = version.path("min_version").asText("");
            if (!most.isEmpty() && !least.isEmpty()) {
                return range(type, least, most);
            }
        }
        throw OpenStackException.of(
                Kind.UNSUPPORTED, "the " + type.word() + " service of cloud " + cloud + " knows no microversions");
    }

    private static List<JsonNode> versions(JsonNode body) {
        List<JsonNode> all = new ArrayList<>();
        all.add(body.path("version"));
        body.path("versions").forEach(all::add);
        return all;
    }

    private Range range(ServiceType type, String least, String most) throws OpenStackException {
        try {
            return new Range(Microversion.of(least), Microversion.of(most));
        } catch (IllegalArgumentException unreadable) {
            throw OpenStackException.of(
                    Kind.BAD_ANSWER,
                    "the " + type.word() + " service of cloud " + cloud + ": " + unreadable.getMessage());
        }
    }
}
