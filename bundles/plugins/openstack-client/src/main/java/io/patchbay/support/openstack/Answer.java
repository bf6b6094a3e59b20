package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * What a service has answered.
 *
 * @param status the HTTP status
 * @param headers as they came
 * @param body a missing node if there was none, or it was no JSON
 */
record Answer(int status, HttpHeaders headers, JsonNode body) {
    /** Without headers and body: they hold tokens. */
    @Override
    public String toString() {
        return "status " + status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
