package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * {@code jobs verify}: whether a job's audit log is as it was written. It computes every hash anew from what the node tells, so that it
 * need not believe the node. Confined to one thread.
 */
final class JobAudit {
    private static final int AT_ONCE = 10_000;
    private static final int MOST_NAMED = 20;
    private static final String NOTHING = "0".repeat(64); // what the first entry of a chain follows

    private final Set<String> ends = new HashSet<>(); // of the chains so far
    private final List<String> faults = new ArrayList<>();
    private int entries;
    private int chains;

    private JobAudit() {}

    static void verify(Invocation asked) throws IOException, InterruptedException {
        JobAudit audit = new JobAudit();
        String after = "";
        JsonNode page;
        do {
            page = asked.node()
                    .recovery()
                    .get(JobsWord.path(asked) + "/log?limit=" + AT_ONCE + after)
                    .path("entries");
            page.forEach(audit::add);
            after = "&after="
                    + NodeApi.encoded(
                            page.path(page.size() - 1).path("position").asText());
        } while (page.size() == AT_ONCE);
        audit.conclude(asked);
    }

    private void add(JsonNode entry) {
        String previous = entry.path("previous").asText();
        String hash = entry.path("hash").asText();
        entries++;
        if (!hashOf(entry).equals(hash)) {
            faults.add(nameOf(entry) + " is not what was written");
        }
        if (previous.equals(NOTHING)) {
            chains++;
        } else if (!ends.remove(previous)) {
            faults.add(nameOf(entry) + " does not follow any entry before it: one is missing, or was put in");
        }
        ends.add(hash);
    }

    private static String nameOf(JsonNode entry) {
        return entry.path("position").asText() + " (" + entry.path("code").asText() + ")";
    }

    /** Of each field its length and itself, in this order (docs/recovery.md#audit-log). */
    private static String hashOf(JsonNode entry) {
        MessageDigest digest = sha256();
        for (String field : List.of(
                entry.path("previous").asText(),
                String.valueOf(Instant.parse(entry.path("at").asText()).toEpochMilli()),
                entry.path("node").asText(),
                entry.path("actor").asText(),
                entry.path("code").asText(),
                entry.path("task").asText(),
                String.valueOf(entry.path("attempt").asInt()),
                String.valueOf(entry.path("epoch").asLong() - 1),
                entry.path("handler").asText(),
                entry.path("details").asText())) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void conclude(Invocation asked) throws IOException {
        for (String fault : faults.subList(0, Math.min(MOST_NAMED, faults.size()))) {
            asked.done(fault);
        }
        if (!faults.isEmpty()) {
            throw new IOException("the audit log was changed: " + faults.size() + " of " + entries + " entries");
        }
        asked.done("whole: " + entries + (entries == 1 ? " entry" : " entries") + " in " + chains
                + (chains == 1 ? " chain" : " chains"));
    }
}
