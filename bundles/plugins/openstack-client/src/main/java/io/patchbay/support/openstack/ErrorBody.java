package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an error says: each service words it in its own form.
 *
 * @param type the service's word for it, such as {@code NetworkInUse} or {@code conflictingRequest}; may be empty
 * @param text the service's sentence; may be empty
 */
record ErrorBody(String type, String text) {
    private static final int LONGEST = 1000;
    private static final Pattern NOVAS_QUOTAS = Pattern.compile("Quota exceeded|Maximum number of ");

    static ErrorBody of(JsonNode body) {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            JsonNode error = member.getValue();
            if (error.isTextual() && member.getKey().equals("NeutronError")) {
                return new ErrorBody("", shortened(error.asText()));
            }
            if (error.path("message").isTextual()) {
                return new ErrorBody(
                        typeOf(member.getKey(), error),
                        shortened(error.get("message").asText()));
            }
        }
        return new ErrorBody("", shortened(body.path("message").asText("")));
    }

    /** Neutron has the type inside, Nova and Cinder before the object, Keystone has none but the status in words. */
    private static String typeOf(String member, JsonNode error) {
        return switch (member) {
            case "NeutronError" -> error.path("type").asText("");
            case "error" -> error.path("title").asText("").replace(" ", "");
            default -> member;
        };
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /**
     * What an answer that is no success means. Quotas are told in three ways: 409 by Neutron, 413 by Cinder, 403 by Nova, which has
     * no other word for it than how its sentence begins. Names of policies and resources have the word in them, too.
     */
    Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> type.equals("forbidden") && NOVAS_QUOTAS.matcher(text).lookingAt()
                    ? Kind.QUOTA_EXCEEDED
                    : Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 409 -> type.equals("OverQuota") ? Kind.QUOTA_EXCEEDED : isBusy() ? Kind.BUSY : Kind.CONFLICT;
            case 413 -> type.equals("overLimit") ? Kind.QUOTA_EXCEEDED : Kind.BAD_REQUEST;
            case 408 -> Kind.UNREACHABLE;
            case 429 -> Kind.RATE_LIMITED;
            default -> status >= 500 ? Kind.SERVICE_FAULT : status >= 400 ? Kind.BAD_REQUEST : Kind.BAD_ANSWER;
        };
    }

    /**
     * Ports of a server that is gone are given back by and by, and Neutron asks for a repetition by itself where its database was in
     * the way.
     */
    private boolean isBusy() {
        return type.endsWith("InUse")
                || type.startsWith("RouterInterfaceInUse")
                || type.equals("RetryRequest")
                || type.equals("conflictingRequest");
    }

    OpenStackException exception(String request, int status) {
        String named = type.isEmpty() ? "" : " " + type;
        String said = text.isEmpty() ? "" : ": " + text;
        return OpenStackException.answered(
                kind(status), status, type, request + " was answered " + status + named + said);
    }
}
