package io.patchbay.rest.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the route of a request, by one step for each segment of its path. Immutable. */
public final class Router {
    /** What is known of a method and path. */
    public sealed interface Found {
        /** A route answers it. */
        record Matched(Route route, Map<String, String> parameters) implements Found {}

        /** The path is known, but not with this method. */
        record OtherMethods(Set<String> allowed) implements Found {}

        /** The path is not known. */
        record Nothing() implements Found {}
    }

    private static final class Step {
        private final Map<String, Step> literals = new HashMap<>();
        private final Map<String, Route> routes = new TreeMap<>();
        private Optional<Step> variable = Optional.empty();
    }

    private final Step root = new Step();
    private final List<Route> routes;

    /**
     * Knows some routes.
     *
     * @throws IllegalArgumentException if two of them answer the same requests
     */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.routes.forEach(this::add);
    }

    /** All routes, in the order in which they were given. */
    public List<Route> routes() {
        return routes;
    }

    /** What answers a request; a literal is preferred to a variable. */
    public Found find(String method, List<String> segments) {
        List<String> values = new ArrayList<>(4);
        Step step = root;
        for (String segment : segments) {
            Optional<Step> next = Optional.ofNullable(step.literals.get(segment));
            if (next.isEmpty()) {
                next = step.variable;
                values.add(segment);
            }
            if (next.isEmpty()) {
                return new Found.Nothing();
            }
            step = next.get();
        }
        Optional<Route> route = Optional.ofNullable(step.routes.get(method));
        if (route.isPresent()) {
            return new Found.Matched(route.get(), named(route.get(), values));
        }
        return step.routes.isEmpty() ? new Found.Nothing() : new Found.OtherMethods(step.routes.keySet());
    }

    private void add(Route route) {
        Step step = root;
        for (String segment : segmentsOf(route.template())) {
            if (isVariable(segment)) {
                step.variable = Optional.of(step.variable.orElseGet(Step::new));
                step = step.variable.get();
            } else {
                step = step.literals.computeIfAbsent(segment, added -> new Step());
            }
        }
        if (step.routes.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    /** The variables of a template, in order. */
    static List<String> variablesOf(String template) {
        List<String> variables = new ArrayList<>();
        for (String segment : segmentsOf(template)) {
            if (isVariable(segment)) {
                variables.add(segment.substring(1, segment.length() - 1));
            }
        }
        return variables;
    }

    private static Map<String, String> named(Route route, List<String> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int value = 0;
        for (String variable : variablesOf(route.template())) {
            parameters.put(variable, values.get(value++));
        }
        return parameters;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static String[] segmentsOf(String template) {
        return template.substring(1).split("/");
    }
}
