package io.patchbay.rest.internal.cluster;

import io.patchbay.api.node.Node;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cluster/v1/jars}: puts a jar into the folder of plug-ins, as an operator at the node's own disk would; what becomes of it
 * then is told by {@code plugins}. Thread-safe; methods block.
 */
final class JarsResource {
    private static final Logger LOG = LoggerFactory.getLogger(JarsResource.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,195}\\.jar");

    private final Node node;

    JarsResource(Node node) {
        this.node = node;
    }

    CompletionStage<Answer> put(Call call) {
        String name = nameOf(call);
        Path body = call.file().orElseThrow(() -> new InvalidFieldException("body", "is missing"));
        try {
            String sha256 = sha256(body);
            place(body, name);
            LOG.info("Audit: {} put {} ({}) among the plug-ins", call.peer(), name, sha256);
            return CompletableFuture.completedFuture(Answer.json(json -> {
                json.writeStringField("file", name);
                json.writeStringField("sha256", sha256);
            }));
        } catch (IOException failed) {
            LOG.error("{} could not be put among the plug-ins", name, failed);
            throw ProblemCode.JAR_NOT_WRITTEN.refusal("The folder of plug-ins does not take " + name + ".");
        }
    }

    /** First under a name that the deployer does not look at, so that it sees all of the jar or nothing. */
    private void place(Path body, String name) throws IOException {
        Path part = Files.createTempFile(node.plugins(), ".upload-", ".part");
        try {
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, node.plugins().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String nameOf(Call call) {
        String name = call.parameter("file");
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException("file", "must be a name such as my-strategy-1.0.0.jar");
        }
        return name;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
