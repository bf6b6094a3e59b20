package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as the test has it answer, and remembers what it was told. Confined to the test's thread. */
final class FakeNode implements NodeApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> told = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();

    FakeNode() {
        answers.put("/status", "{\"node\":\"n1\",\"version\":\"0.1.0\",\"plugins\":{\"serving\":1}}");
        answers.put("/plugins", "{\"plugins\":[],\"rejected\":[]}");
        answers.put("/experiments", "{\"experiments\":[]}");
        answers.put("/workers", "{\"workers\":[]}");
        answers.put("/rooms?limit=100", "{\"total\":0,\"rooms\":[]}");
        answers.put("/sessions?limit=100", "{\"total\":0,\"sessions\":[]}");
    }

    FakeNode on(String path, String answer) {
        answers.put(path, answer);
        return this;
    }

    /** From now on it does not answer that. */
    FakeNode without(String path) {
        answers.remove(path);
        return this;
    }

    @Override
    public NodeApi recovery() {
        return this;
    }

    @Override
    public NodeApi lobby() {
        return this;
    }

    @Override
    public JsonNode get(String path) throws IOException {
        if (!answers.containsKey(path)) {
            throw new RefusedException(503, "the node answered 503: nothing for " + path);
        }
        return JSON.readTree(answers.get(path));
    }

    @Override
    public JsonNode send(String method, String path, Object body) throws IOException {
        return send(method, path + " " + JSON.writeValueAsString(body));
    }

    @Override
    public JsonNode send(String method, String path) throws IOException {
        told.add(method + " " + path);
        return JSON.createObjectNode();
    }

    @Override
    public JsonNode sendFile(String method, String path, Path file) throws IOException {
        told.add(method + " " + path + " " + Files.readString(file));
        return JSON.createObjectNode().put("sha256", "ab");
    }

    @Override
    public JsonNode readiness() {
        return JSON.createObjectNode().put("ready", true);
    }
}
