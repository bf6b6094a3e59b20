package io.patchbay.dashboard.internal.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the dashboard itself says of a request that comes to nothing, in the form of the node's own refusals. Immutable.
 *
 * @param status as in HTTP
 * @param code for the page's scripts
 * @param detail for people
 * @param more what the code has besides
 */
public record Problem(int status, String code, String detail, Map<String, String> more) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        more = Map.copyOf(more);
    }

    public Problem(int status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    /**
     * Something is longer than it may be.
     *
     * @param what with its article, such as "A jar"
     */
    public static Problem tooLarge(String what, long maxBytes) {
        return new Problem(413, "too-large", what + " must have at most " + maxBytes + " bytes.");
    }

    /**
     * Another node leads. A redirection would leave the session behind: the page is told where to ask instead.
     *
     * @param target what the leader would answer to
     */
    public static Problem elsewhere(URI target) {
        String leader = target.getScheme() + "://" + target.getAuthority();
        return new Problem(409, "elsewhere", "Another node leads: " + leader, Map.of("leader", leader));
    }

    /** As JSON, on one line. */
    public String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", detail);
        members.put("status", status);
        members.put("code", code);
        members.put("detail", detail);
        members.putAll(more);
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers can be written", impossible);
        }
    }
}
