package io.patchbay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.support.content.ContentFolder;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServerTest {
    private static final String TEXT = "0123456789".repeat(20_000);
    private static final String HASH = Sha256.of(TEXT);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Shelf shelf;
    private FileServer server;

    @BeforeEach
    void open() throws IOException {
        shelf = new Shelf(ContentFolder.in(folder));
        add(TEXT);
        server = serve(100);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsAFileWithItsHashAsTag() throws Exception {
        HttpResponse<String> answer = get(HASH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEXT);
        assertThat(answer.headers().firstValue("ETag")).contains('"' + HASH + '"');
        assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    }

    @Test
    void sendsTheRestOfAFile() throws Exception {
        HttpResponse<String> answer = get(HASH, "Range", "bytes=150000-", "If-Range", '"' + HASH + '"');

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(TEXT.substring(150_000));
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 150000-199999/200000");
    }

    @Test
    void sendsAllOfAFileThatIsAnotherThanTheClientHas() throws Exception {
        HttpResponse<String> answer = get(HASH, "Range", "bytes=5-", "If-Range", "\"another\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEXT);
    }

    @Test
    void refusesARangeBehindTheEnd() throws Exception {
        HttpResponse<String> answer = get(HASH, "Range", "bytes=200000-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */200000");
    }

    @Test
    void sendsNothingThatTheClientHas() throws Exception {
        assertThat(get(HASH, "If-None-Match", '"' + HASH + '"').statusCode()).isEqualTo(304);
        assertThat(get(HASH, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutTheFile() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/files/" + HASH)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("200000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void knowsNoRangesOfHead() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/files/" + HASH)
                        .header("Range", "bytes=5-")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("200000");
    }

    @Test
    void sendsAnEmptyFile() throws Exception {
        HttpResponse<String> answer = get(add(""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answersOneRequestAfterTheOtherOnOneConnection() throws Exception {
        String both = exchange("GET /files/" + HASH + " HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1\r\n\r\n" + "GET /files/"
                + HASH + " HTTP/1.1\r\nHost: x\r\nRange: bytes=2-3\r\nConnection: close\r\n\r\n");

        assertThat(both).contains("\r\n\r\n01").endsWith("\r\n\r\n23");
    }

    @Test
    void knowsNoOtherPaths() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        for (String path : new String[] {
            "/",
            "/files/",
            "/files/../secret",
            "/files/..%2fsecret",
            "/files/" + HASH.substring(0, 2) + "/" + HASH,
            "/files//etc/passwd",
            "/files/" + "0".repeat(64),
            "/files/" + HASH + "?x",
            "//etc/passwd"
        }) {
            String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(path).startsWith("HTTP/1.1 404 ").doesNotContain("secret\n", "root:");
        }
    }

    @Test
    void refusesOtherMethodsAndBodies() throws Exception {
        assertThat(exchange("DELETE /files/" + HASH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
        assertThat(exchange("GET /files/" + HASH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(exchange("no request\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(exchange("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void letsPagesOfAnyOriginReadWhatAnybodyMayFetch() throws Exception {
        HttpResponse<String> answer = get(HASH, "Origin", "https://game.example.org", "Range", "bytes=5-");

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("Accept-Ranges, Content-Range, ETag");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void tellsBrowsersThatPagesMayAskForARange() throws Exception {
        HttpResponse<String> answer = http.send(
                request("/files/" + HASH)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .headers(
                                "Origin",
                                "https://game.example.org",
                                "Access-Control-Request-Method",
                                "GET",
                                "Access-Control-Request-Headers",
                                "range")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("Range, If-Range, If-None-Match");
    }

    @Test
    void refusesMoreConnectionsThanItMayHave() throws Exception {
        server.close();
        server = serve(1);
        try (Socket first = connected()) {
            send(first, "GET /files/" + HASH + " HTTP/1.1\r\nHost: x\r\nRange: bytes=0-0\r\n\r\n");
            assertThat(first.getInputStream().read()).isEqualTo('H');

            assertThat(exchange("GET /files/" + HASH + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("retry-after: 5");
        }
    }

    @Test
    void handsOutNothingThatWasChangedOnDisk() throws Exception {
        Path file = shelf.folder().place(HASH);
        Files.writeString(file, TEXT.replace('0', '1'));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(get(HASH).statusCode()).isEqualTo(404);
        assertThat(shelf.has(HASH, TEXT.length())).isFalse();
        assertThat(file).doesNotExist();
    }

    private FileServer serve(int connections) throws IOException {
        return FileServer.start(
                shelf,
                new Traffic(connections, 1000, System.nanoTime()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private String add(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("incoming/new"), text);
        shelf.adopt(file, Sha256.of(text));
        return Sha256.of(text);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String hash, String... headers) throws Exception {
        HttpRequest.Builder request = request("/files/" + hash);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All that is answered until the server closes the connection. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connected()) {
            send(socket, request);
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }
}
