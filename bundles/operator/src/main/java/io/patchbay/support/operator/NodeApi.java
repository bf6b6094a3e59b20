package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One node's API, as words use it: over HTTP or inside the node. Confined to one thread. */
public interface NodeApi {
    /** What paths are below, unless another one was asked for. */
    String CLUSTER = "/cluster/v1";

    /** What the paths of recovery jobs are below. */
    String RECOVERY = "/recovery/v1";

    /** What the paths of the lobby are below. */
    String LOBBY = "/lobby/v1";

    /** Text as a part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same node, with paths below {@value #RECOVERY}. */
    NodeApi recovery();

    /** The same node, with paths below {@value #LOBBY}. */
    NodeApi lobby();

    /**
     * Reads something.
     *
     * @param path below {@value #CLUSTER}, for {@link #recovery} below {@value #RECOVERY}, for {@link #lobby} below {@value #LOBBY}
     * @throws RefusedException if the node answers, but not with that
     * @throws IOException if it does not answer
     */
    JsonNode get(String path) throws IOException, InterruptedException;

    /**
     * Tells the node something.
     *
     * @param path as for {@link #get}
     * @param body written as JSON
     * @return what it answered; missing if that is nothing
     * @throws RefusedException if the node answers that it will not
     * @throws IOException if it does not answer
     */
    JsonNode send(String method, String path, Object body) throws IOException, InterruptedException;

    /** The same without a body. */
    JsonNode send(String method, String path) throws IOException, InterruptedException;

    /** The same with a file as the body. */
    JsonNode sendFile(String method, String path, Path file) throws IOException, InterruptedException;

    /** Whether the node is ready, and what it waits for; answered while the rest of the API is not there. */
    JsonNode readiness() throws IOException, InterruptedException;
}
