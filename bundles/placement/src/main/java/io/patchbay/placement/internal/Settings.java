package io.patchbay.placement.internal;

import io.patchbay.api.placement.ScheduleRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * What configuration says, checked.
 *
 * @param names the settings {@code scheduler.<purpose>}, {@code matcher.<purpose>} and {@code strategy.<purpose>}
 * @param reservedTaskLoad what a reservation counts until its worker's next report
 * @param silenceMillis after how much silence a worker is removed
 * @param reserveMillis how long to reserve where nobody says
 * @param decisionBudgetMillis how long a plug-in may take
 * @param maxWaitingRequests how many requests of one purpose may wait
 */
record Settings(
        Map<String, String> names,
        double reservedTaskLoad,
        long silenceMillis,
        long reserveMillis,
        int decisionBudgetMillis,
        int maxWaitingRequests) {
    static final String PID = "io.patchbay.placement";

    private static final String GENERAL = "general"; // any purpose of which nothing is said
    private static final String[] KINDS = {"scheduler.", "matcher.", "strategy."};
    private static final Map<String, String> DEFAULTS = defaults();

    /** @throws IllegalArgumentException naming PID and key */
    Settings {
        names = Map.copyOf(names);
        names.forEach((key, name) -> require(!name.isBlank(), key, "must name a plug-in", name));
        require(
                reservedTaskLoad >= 0 && reservedTaskLoad <= 1,
                "reservedTaskLoad",
                "must be within 0 and 1",
                reservedTaskLoad);
        require(silenceMillis >= 1000, "silenceMillis", "must be 1000 or more", silenceMillis);
        require(
                reserveMillis >= 1 && reserveMillis <= ScheduleRequest.MAX_RESERVE_MILLIS,
                "reserveMillis",
                "must be within 1 and " + ScheduleRequest.MAX_RESERVE_MILLIS,
                reserveMillis);
        require(
                decisionBudgetMillis >= 10 && decisionBudgetMillis <= 10_000,
                "decisionBudgetMillis",
                "must be within 10 and 10000",
                decisionBudgetMillis);
        require(
                maxWaitingRequests >= 1 && maxWaitingRequests <= 1_000_000,
                "maxWaitingRequests",
                "must be within 1 and 1000000",
                maxWaitingRequests);
    }

    /** The names among a component's properties. */
    static Map<String, String> namesIn(Map<String, ?> properties) {
        Map<String, String> names = new HashMap<>();
        properties.forEach((key, value) -> {
            for (String kind : KINDS) {
                if (key.startsWith(kind) && key.length() > kind.length()) {
                    names.put(key, String.valueOf(value).strip());
                }
            }
        });
        return names;
    }

    /** The plug-ins that rule over a purpose. */
    PluginNames of(String purpose) {
        return new PluginNames(name(KINDS[0], purpose), name(KINDS[1], purpose), name(KINDS[2], purpose));
    }

    private String name(String kind, String purpose) {
        String own = names.getOrDefault(kind + purpose, DEFAULTS.getOrDefault(kind + purpose, ""));
        return own.isEmpty() ? names.getOrDefault(kind + GENERAL, DEFAULTS.get(kind + GENERAL)) : own;
    }

    /** As owt-server has them: its sections 2.1 (strategies) and 4 (matchers); and those of the lobby's purpose. */
    private static Map<String, String> defaults() {
        Map<String, String> names = new HashMap<>();
        names.put("scheduler.general", "sticky");
        names.put("matcher.general", "general");
        for (String purpose : new String[] {"portal", "webrtc", "streaming", "audio"}) {
            names.put("matcher." + purpose, "isp-region");
        }
        names.put("matcher.play", "play");
        names.put("matcher.storage", "storage"); // not among owt-server's purposes
        names.put("matcher.observer", "observer");
        names.put("matcher.video", "video");
        names.put("matcher.analytics", "analytics");
        for (String purpose :
                new String[] {"general", "portal", "conference", "webrtc", "eventbridge", "mediabridge"}) {
            names.put("strategy." + purpose, "last-used");
        }
        names.put("strategy.sip", "round-robin");
        names.put("strategy.streaming", "round-robin");
        names.put("strategy.recording", "randomly-pick");
        names.put("strategy.audio", "most-used");
        names.put("strategy.video", "least-used");
        names.put("strategy.analytics", "least-used");
        names.put("strategy.storage", "least-used");
        names.put("strategy.observer", "least-used");
        return Map.copyOf(names);
    }

    private static void require(boolean holds, String key, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(PID + ": " + key + " " + rule + " but was " + value);
        }
    }
}
