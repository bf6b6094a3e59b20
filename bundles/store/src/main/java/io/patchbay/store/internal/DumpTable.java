package io.patchbay.store.internal;

import java.util.List;

/**
 * A table as a backup holds it.
 *
 * @param name the table's name
 * @param columns in the order in which rows hold them; numbers are those in {@code numbers}, all others texts
 * @param numbers the columns that hold numbers
 */
record DumpTable(String name, List<String> columns, List<String> numbers) {
    /** Every table, each after those that it refers to. */
    static final List<DumpTable> ALL = List.of(
            new DumpTable("services", List.of("id", "name", "secret", "created_at"), List.of("created_at")),
            new DumpTable("rooms", List.of("id", "service", "name", "settings"), List.of()),
            new DumpTable("signing_keys", List.of("purpose", "secret", "created_at"), List.of("created_at")),
            new DumpTable(
                    "releases",
                    List.of(
                            "version",
                            "number",
                            "turn",
                            "published_at",
                            "files",
                            "bytes",
                            "manifest",
                            "manifest_bytes",
                            "signature"),
                    List.of("number", "turn", "published_at", "files", "bytes", "manifest_bytes")),
            new DumpTable("release_manifests", List.of("version", "part", "content"), List.of("part")),
            new DumpTable(
                    "tokens",
                    List.of(
                            "id",
                            "code",
                            "service",
                            "room",
                            "user_name",
                            "role_name",
                            "origin",
                            "host",
                            "secure",
                            "expires_at",
                            "state",
                            "claimant",
                            "claimed_until"),
                    List.of("secure", "expires_at", "claimed_until")),
            new DumpTable(
                    "lobby_accounts",
                    List.of("id", "password_hash", "enabled", "created_at"),
                    List.of("enabled", "created_at")),
            new DumpTable("lobby_addresses", List.of("account", "address", "seen_at"), List.of("seen_at")),
            new DumpTable(
                    "lobby_sessions",
                    List.of("token_hash", "family", "account", "address", "endpoint", "used_at", "refreshed_at"),
                    List.of("used_at", "refreshed_at")),
            new DumpTable(
                    "lobby_players",
                    List.of("account", "level", "score", "fields", "version"),
                    List.of("level", "score", "version")));

    boolean isNumber(String column) {
        return numbers.contains(column);
    }

    String select() {
        return "SELECT " + String.join(", ", columns) + " FROM " + name;
    }

    /** @param written the columns that a row of the backup has, which may be fewer than there are now */
    String insert(List<String> written) {
        return "INSERT INTO " + name + " (" + String.join(", ", written) + ") VALUES ("
                + String.join(", ", written.stream().map(column -> "?").toList()) + ")";
    }
}
