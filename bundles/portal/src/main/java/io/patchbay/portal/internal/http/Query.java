package io.patchbay.portal.internal.http;

import java.util.Optional;

/** Reads a query without touching the body, as a servlet's own parameters would. */
final class Query {
    private Query() {}

    /** The first value of a parameter whose value needs no decoding. */
    static Optional<String> value(String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", 32)) {
            if (pair.startsWith(name) && pair.length() > name.length() && pair.charAt(name.length()) == '=') {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
