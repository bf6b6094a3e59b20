package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a version of the protocol calls what clients do and hear. Immutable.
 *
 * @param version as clients name it; {@code legacy} clients name none
 */
record Words(String version) {
    private boolean isLegacy() {
        return version.equals("legacy");
    }

    Map<String, Object> login(String token) {
        String sdk = isLegacy() ? "3.4" : "5.0";
        Map<String, Object> login = new HashMap<>(
                Map.of("token", token, "userAgent", Map.of("sdk", Map.of("version", sdk, "type", "JavaScript"))));
        if (!isLegacy()) {
            login.put("protocol", version);
        }
        return login;
    }

    /** Status of an answer to what was done. */
    String done() {
        return isLegacy() ? "success" : "ok";
    }

    /** The client's own id, in the answer to its login. */
    String id(JsonNode loggedIn) {
        return loggedIn.path(1).path(isLegacy() ? "clientId" : "id").asText();
    }

    /** Sends a text. */
    JsonNode send(Puppet from, String to, String message) throws Exception {
        return isLegacy()
                ? from.emit("customMessage", Map.of("type", "data", "receiver", to, "data", message))
                : from.emit("text", Map.of("to", to, "message", message));
    }

    /** Waits for the next text. */
    String awaitText(Puppet to) {
        return isLegacy()
                ? to.awaitEvent("custom_message", event -> true).path("data").asText()
                : to.awaitEvent("text", event -> true).path("message").asText();
    }

    /** Waits until somebody joins; answers who. */
    String awaitJoin(Puppet witness) {
        return isLegacy()
                ? witness.awaitEvent("user_join", event -> true)
                        .path("user")
                        .path("id")
                        .asText()
                : awaitParticipant(witness, "join").path("id").asText();
    }

    /** Waits until somebody leaves; answers who. */
    String awaitLeave(Puppet witness) {
        return isLegacy()
                ? witness.awaitEvent("user_leave", event -> true)
                        .path("user")
                        .path("id")
                        .asText()
                : awaitParticipant(witness, "leave").asText();
    }

    private static JsonNode awaitParticipant(Puppet witness, String action) {
        return witness.awaitEvent(
                        "participant", event -> event.path("action").asText().equals(action))
                .path("data");
    }
}
