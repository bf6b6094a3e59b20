package io.patchbay.benchmarks.hotswap;

/** How clients of one version log in and talk. Immutable. */
record Dialect(String version, String textEvent, String textArrives, String ok) {
    /** A version that clients name. */
    static Dialect of(String version) {
        return version.equals("legacy")
                ? new Dialect(version, "customMessage", "42[\"custom_message\"", "[\"success\"")
                : new Dialect(version, "text", "42[\"text\"", "[\"ok\"");
    }

    /** @param login of version 1.2 */
    String login(String login) {
        String named = ",\"protocol\":\"1.2\"";
        return login.replace(named, version.equals("legacy") ? "" : ",\"protocol\":\"" + version + "\"");
    }

    /** A text to everybody; it must have nothing that JSON escapes. */
    String text(String message) {
        return version.equals("legacy")
                ? "{\"type\":\"data\",\"receiver\":\"all\",\"data\":\"" + message + "\"}"
                : "{\"to\":\"all\",\"message\":\"" + message + "\"}";
    }
}
