package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.rest.internal.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final String document = document();

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> served;
        try (Api api = new Api()) {
            served = Stream.concat(api.api.routes().stream(), api.door.routes().stream())
                    .map(OpenApiTest::nameOf)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> described = new TreeSet<>();
        ((Map<?, ?>) Json.at(document, "paths"))
                .forEach((path, item) -> resolved((Map<?, ?>) item).keySet().forEach(key -> {
                    if (METHODS.contains(key)) {
                        described.add(key.toString().toUpperCase(Locale.ROOT) + " " + path);
                    }
                }));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void refersOnlyToWhatIsThere() {
        Matcher reference = Pattern.compile("\"\\$ref\": \"#/([^\"]+)\"").matcher(document);
        while (reference.find()) {
            Object[] path = reference.group(1).split("/", -1);
            assertThat(Json.at(document, path)).as(reference.group()).isNotNull();
        }
    }

    private Map<?, ?> resolved(Map<?, ?> item) {
        return item.containsKey("$ref")
                ? (Map<?, ?>) Json.at(document, (Object[])
                        item.get("$ref").toString().substring(2).split("/", -1))
                : item;
    }

    private static String nameOf(Route route) {
        return route.method() + " " + route.template();
    }

    private static String document() {
        try {
            return new String(
                    OpenApiTest.class.getResourceAsStream("openapi.json").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
