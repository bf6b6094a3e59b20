package io.patchbay.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code patchbay backup} and {@code patchbay restore}: fetches a copy of the whole store from a running node, or puts one back.
 * Confined to one thread.
 */
public final class StoreCopy {
    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;
    private final String token;

    StoreCopy(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /**
     * Makes or restores a backup.
     *
     * @param arguments {@code backup} or {@code restore}, the folder, and options
     */
    @SuppressWarnings("SystemOut") // what the user is told
    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.out.println(run(List.of(arguments), Optional.ofNullable(System.getenv(NodeAccess.TOKEN_VARIABLE))));
        } catch (UsageException wrong) {
            fail(EXIT_USAGE, wrong.getMessage());
        } catch (IOException failed) {
            fail(EXIT_FAILED, failed.getMessage());
        }
    }

    /** Does what the arguments say, and answers with what the user is told. */
    static String run(List<String> arguments, Optional<String> givenToken)
            throws UsageException, IOException, InterruptedException {
        String word = arguments.get(0);
        if (arguments.size() < 2 || arguments.get(1).startsWith("--")) {
            throw new UsageException(
                    word + " needs a folder first: patchbay " + word + " DIR [--url URL] [--data DIR]");
        }
        Path folder = Path.of(arguments.get(1)).toAbsolutePath().normalize();
        Options options = new Options(arguments.subList(2, arguments.size()), NodeAccess.OPTIONS, List.of());
        NodeAccess access = NodeAccess.of(options, givenToken);
        StoreCopy copy = new StoreCopy(access.url(), access.token());
        return word.equals("backup") ? copy.backup(folder) : copy.restore(folder);
    }

    private String backup(Path folder) throws UsageException, IOException, InterruptedException {
        BackupFolder target = BackupFolder.create(folder);
        Path part = target.newPart();
        try {
            BodyHandler<String> toFile = response -> response.statusCode() == OK
                    ? BodySubscribers.mapping(BodySubscribers.ofFile(part), Path::toString)
                    : BodySubscribers.ofString(StandardCharsets.UTF_8);
            send(request("/cluster/v1/backup", BodyPublishers.noBody()), toFile);
            return target.finish(part, url);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String restore(Path folder) throws UsageException, IOException, InterruptedException {
        Path file = BackupFolder.open(folder).verified();
        send(request("/cluster/v1/restore", BodyPublishers.ofFile(file)), BodyHandlers.ofString());
        return "restored " + file + " into " + url;
    }

    /** The bound holds for the whole answer, its body included. */
    private void send(HttpRequest request, BodyHandler<String> handler) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, handler);
        try {
            HttpResponse<String> response = answer.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() / 100 != OK / 100) {
                throw refused(response);
            }
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("the node did not answer within " + BOUND.toMinutes() + " minutes", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ConnectException
                    ? new IOException("no node answers at " + url + ": is it running, and is --url right?", failed)
                    : new IOException("cannot talk to " + url + ": " + failed.getCause(), failed);
        }
    }

    private HttpRequest request(String path, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/gzip")
                .POST(body)
                .build();
    }

    /** Problem details say what is wrong in their title and detail. */
    private static IOException refused(HttpResponse<String> response) {
        String told = response.body();
        try {
            JsonNode problem = new ObjectMapper().readTree(response.body());
            told = problem.path("detail").asText(problem.path("title").asText(told));
        } catch (IOException noJson) {
            return new IOException("the node answered " + response.statusCode());
        }
        return new IOException("the node answered " + response.statusCode() + ": " + told);
    }

    private static void fail(int status, String message) {
        System.err.println("patchbay: " + message);
        System.exit(status);
    }
}
