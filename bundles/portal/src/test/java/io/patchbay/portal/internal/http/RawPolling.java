package io.patchbay.portal.internal.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of Engine.IO over polling, without any library of its kind. Immutable. */
final class RawPolling {
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private final URI base;
    private final String sid;

    private RawPolling(URI base, String sid) {
        this.base = base;
        this.sid = sid;
    }

    static RawPolling open(URI server) throws IOException, InterruptedException {
        HttpResponse<String> handshake = get(server, "EIO=4&transport=polling");
        Matcher matcher = SID.matcher(handshake.body());
        if (!matcher.find()) {
            throw new IOException("no handshake: " + handshake.statusCode() + " " + handshake.body());
        }
        return new RawPolling(server, matcher.group(1));
    }

    static HttpResponse<String> get(URI server, String query, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(server, query, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(URI server, String query, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(server.resolve("/socket.io/?" + query)).timeout(Duration.ofSeconds(10));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    String sid() {
        return sid;
    }

    private String query() {
        return "EIO=4&transport=polling&sid=" + sid;
    }

    HttpResponse<String> poll() throws IOException, InterruptedException {
        return get(base, query());
    }

    CompletableFuture<HttpResponse<String>> pollLater() {
        return HTTP.sendAsync(request(base, query()).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return post(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        return HTTP.send(request(base, query()).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }
}
