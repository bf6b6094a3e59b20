package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds out whether an instance serves, again and again until it does or its time is over. Confined to one thread. */
final class Diagnosing {
    private static final int USUAL_SECONDS = 600;
    private static final Duration TRY = Duration.ofSeconds(5);
    private static final int LEAST_STATUS = 200;
    private static final int MOST_STATUS = 399;

    private final Cloud cloud;
    private final GuestSettings settings;
    private final Instance instance;
    private final Diagnosis diagnosis;
    private final List<String> addresses;
    private Optional<HttpClient> browser = Optional.empty();
    private String last = "it was not tried";

    /** @param addresses of the instance; the first is asked */
    Diagnosing(Cloud cloud, GuestSettings settings, Instance instance, Diagnosis diagnosis, List<String> addresses) {
        this.cloud = cloud;
        this.settings = settings;
        this.instance = instance;
        this.diagnosis = diagnosis;
        this.addresses = List.copyOf(addresses);
    }

    /** Returns, in words, how it was seen to serve. */
    String await() throws OpenStackException, InterruptedException {
        String target = target();
        Duration limit = Duration.ofSeconds(diagnosis.timeoutSeconds().orElse(USUAL_SECONDS));
        try {
            return cloud.waiting().until(instance.name() + " to serve", limit, () -> look(target));
        } catch (OpenStackException failed) {
            if (failed.kind() == Kind.TIMED_OUT) {
                throw failed.saying(
                        Kind.FAILED, instance.name() + " does not serve after " + limit.toSeconds() + " s: " + last);
            }
            throw failed;
        }
    }

    private String target() throws OpenStackException {
        return settings.diagnosisTarget()
                .or(diagnosis::target)
                .or(() -> addresses.stream().findFirst())
                .orElseThrow(
                        () -> OpenStackException.of(
                                Kind.BAD_REQUEST,
                                instance.name()
                                        + " is on no network: its diagnosis needs a target, in the plan or as diagnosisTarget"));
    }

    private Optional<String> look(String target) throws OpenStackException, InterruptedException {
        Optional<String> served =
                switch (diagnosis.method()) {
                    case PORT_SCAN -> scan(target, diagnosis.port().orElseThrow());
                    case HTTP_GET -> page(
                            target,
                            diagnosis.port().orElseThrow(),
                            diagnosis.path().orElse("/"));
                    case SHELL_SCRIPT -> script(target);
                };
        if (Thread.interrupted()) {
            throw new InterruptedException("the attempt was cancelled");
        }
        return served;
    }

    private Optional<String> scan(String target, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target, port), (int) TRY.toMillis());
            return Optional.of("port " + port + " of " + target + " lets somebody connect");
        } catch (IOException | IllegalArgumentException refused) {
            last = "port " + port + " of " + target + ": " + refused.getMessage();
            return Optional.empty();
        }
    }

    /** Redirections are answers as well, and are not followed: they may lead anywhere. What is on the page is not read. */
    private Optional<String> page(String target, int port, String path)
            throws OpenStackException, InterruptedException {
        URI address = address(target, port, path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TRY)
                .header("Accept", "*/*")
                .build();
        try {
            HttpResponse<InputStream> answer = browser().send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            last = address + " answers " + answer.statusCode();
            return answer.statusCode() >= LEAST_STATUS && answer.statusCode() <= MOST_STATUS
                    ? Optional.of(last)
                    : Optional.empty();
        } catch (IOException refused) {
            last = address + ": " + Optional.ofNullable(refused.getMessage()).orElse("no answer");
            return Optional.empty();
        }
    }

    /** One for all tries; its thread ends when nobody has it any more. */
    private HttpClient browser() {
        if (browser.isEmpty()) {
            browser = Optional.of(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(TRY)
                    .executor(Runnable::run)
                    .build());
        }
        return browser.get();
    }

    private static URI address(String target, int port, String path) throws OpenStackException {
        try {
            return new URI("http", null, target, port, path.startsWith("/") ? path : "/" + path, null, null);
        } catch (URISyntaxException malformed) {
            throw OpenStackException.of(
                    Kind.BAD_REQUEST,
                    "the diagnosis cannot ask http://" + target + ":" + port + ": " + malformed.getReason());
        }
    }

    private Optional<String> script(String target) throws OpenStackException, InterruptedException {
        Script script = Script.of(settings.scriptFolder(), diagnosis.script().orElseThrow());
        Script.Ended ended = script.run(List.of(target, instance.name(), instance.id()), settings.scriptTimeout());
        last = ended.words();
        return ended.well() ? Optional.of(last) : Optional.empty();
    }
}
