package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Mark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what services answer. No state. */
final class Found {
    private static final Comparator<JsonNode> ORDER =
            Comparator.comparing(Found::name).thenComparing(Found::id);

    private Found() {}

    static String id(JsonNode resource) {
        return resource.path("id").asText();
    }

    static String name(JsonNode resource) {
        return resource.path("name").asText("");
    }

    /** A text that says something. */
    static Optional<String> text(JsonNode resource, String member) {
        JsonNode value = resource.path(member);
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** What people wrote: without the mark of a handler. */
    static Optional<String> description(JsonNode resource) {
        return text(resource, "description").map(Mark::without).filter(words -> !words.isEmpty());
    }

    static Optional<Integer> number(JsonNode resource, String member) {
        JsonNode value = resource.path(member);
        return value.isNumber() ? Optional.of(value.asInt()) : Optional.empty();
    }

    static Stream<JsonNode> elements(JsonNode resource, String member) {
        return StreamSupport.stream(resource.path(member).spliterator(), false);
    }

    /** By name: services list in any order, and a plan is to be the same tomorrow. */
    static List<JsonNode> sorted(List<JsonNode> resources) {
        return resources.stream().sorted(ORDER).toList();
    }

    /** As warnings call it. */
    static String words(String kind, JsonNode resource) {
        return name(resource).isBlank()
                ? kind + " " + id(resource)
                : kind + " '" + name(resource) + "' (" + id(resource) + ")";
    }
}
