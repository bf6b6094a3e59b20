package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.JobState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /recovery/v1/jobs/{job}/events}. */
class JobEventsTest {
    private static final String EVENTS = "/recovery/v1/jobs/j1/events";

    private static final int MORE_THAN_A_CONNECTION_HOLDS = 30_000;

    private final Api api = new Api();
    private final List<Stream> streams = new ArrayList<>();

    /** A client that follows a job, line by line. */
    private final class Stream {
        private final Socket socket;
        private final BufferedReader lines;

        Stream(String more) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + EVENTS + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                                    + ScriptedNode.ADMIN_TOKEN + "\r\n" + more + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            streams.add(this);
        }

        /** The lines until one begins so, which is the last of them. */
        List<String> until(String beginning) throws IOException {
            List<String> read = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.add(line);
                if (line.startsWith(beginning)) {
                    return read;
                }
            }
            throw new AssertionError("the stream ended without " + beginning + ": " + read);
        }

        void untilItEnds() throws IOException {
            assertThat(lines.lines().count()).isNotNegative();
        }

        /** How many lines of events come before the connection ends, however it does. */
        long linesLeft() {
            long read = 0;
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read += line.startsWith("data:") ? 1 : 0;
                }
            } catch (IOException cut) {
                assertThat(cut).isNotInstanceOf(SocketTimeoutException.class);
            }
            return read;
        }

        void close() throws IOException {
            socket.close();
        }
    }

    @BeforeEach
    void submit() {
        api.jobs.submitted.put("j1", ScriptedJobs.small().as("j1"));
    }

    @AfterEach
    void close() throws IOException {
        for (Stream stream : streams) {
            stream.close();
        }
        api.close();
    }

    private static String data(int number) {
        return "data: {\"position\":\"%016x-0000\"".formatted(number);
    }

    @Test
    void tellsWhatWasWrittenBeforeAndWhatIsWrittenFromThenOn() throws IOException {
        api.jobs.log("job.running");
        Stream stream = new Stream("");

        List<String> begun = stream.until(data(1));
        api.jobs.log("create.network.started");

        assertThat(begun).contains("HTTP/1.1 200 OK", "retry: 2000", "id: 0000000000000001-0000");
        assertThat(begun).anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type: text/event-stream"));
        assertThat(stream.until(data(2))).contains("id: 0000000000000002-0000");
    }

    @Test
    void goesOnAfterTheLastEventThatTheClientHasGot() throws IOException {
        api.jobs.log("job.running");
        api.jobs.log("create.network.started");

        assertThat(new Stream("Last-Event-ID: 0000000000000001-0000\r\n").until(data(2)))
                .noneMatch(line -> line.startsWith(data(1)));
    }

    @Test
    void tellsALogOfAnyLength() {
        for (int entry = 0; entry < 1000; entry++) {
            api.jobs.log("create.network.retry");
        }

        api.jobs.log("job.finished");
        api.jobs.state = JobState.FINISHED;

        assertThat(api.asAdmin("GET", EVENTS, "").body().lines().filter(line -> line.startsWith("data: {\"position\"")))
                .hasSize(1001);
    }

    @Test
    void endsWhenTheJobIsOver() throws IOException {
        Stream stream = new Stream("Connection: close\r\n");
        stream.until("retry:");
        api.jobs.state = JobState.FINISHED;
        api.jobs.log("job.finished");

        stream.until("event: end");
        stream.untilItEnds();
        Awaitility.await().until(api.jobs.followers::isEmpty);
    }

    @Test
    void saysThatNothingMoreComesOfAJobThatIsOver() {
        api.jobs.log("job.finished");
        api.jobs.state = JobState.FINISHED;

        HttpResponse<String> nothing = api.send(
                "GET",
                EVENTS,
                "",
                "Authorization",
                "Bearer " + ScriptedNode.ADMIN_TOKEN,
                "Last-Event-ID",
                "0000000000000001-0000");

        assertThat(nothing.statusCode()).isEqualTo(204);
    }

    @Test
    void tellsAFinishedJobsLogToItsEnd() {
        api.jobs.log("job.finished");
        api.jobs.log("create.network.fenced");
        api.jobs.state = JobState.FINISHED;

        assertThat(api.asAdmin("GET", EVENTS, "").body()).contains("fenced", "event: end");
    }

    @Test
    void letsOnlySoManyFollow() throws IOException {
        api.settings.modified(Api.config(Map.of("maxJobStreams", 1)));
        Stream first = new Stream("");
        first.until("retry:");

        Json.assertProblem(api.asAdmin("GET", EVENTS, ""), 503, "busy");
    }

    @Test
    void noticesThatAClientHasGone() throws IOException {
        api.settings.modified(Api.config(Map.of("maxJobStreams", 1)));
        Stream first = new Stream("");
        first.until("retry:");
        Awaitility.await().until(() -> api.jobs.followers.size() == 1);
        first.close();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            api.jobs.log("create.network.retry");
            return api.jobs.followers.isEmpty();
        });
        Stream second = new Stream("");
        assertThat(second.until("retry:")).contains("HTTP/1.1 200 OK");
    }

    @Test
    void cutsOffAClientThatDoesNotRead() throws IOException {
        api.settings.modified(Api.config(Map.of("jobStreamTimeoutMillis", 100L)));
        for (int entry = 0; entry < MORE_THAN_A_CONNECTION_HOLDS; entry++) {
            api.jobs.log("create.network.retry");
        }
        Stream stream = new Stream("");
        stream.until("retry:");

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(api.jobs.followers::isEmpty);

        assertThat(stream.linesLeft()).isLessThan(MORE_THAN_A_CONNECTION_HOLDS);
    }

    @Test
    void answersHeadWithoutAStream() {
        HttpResponse<String> head = api.asAdmin("HEAD", EVENTS, "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(api.jobs.followers).isEmpty();
    }

    @Test
    void endsItsStreamsWhenItCloses() throws IOException {
        Stream stream = new Stream("Connection: close\r\n");
        stream.until("retry:");

        api.api.deactivate();

        stream.untilItEnds();
        Awaitility.await().until(api.jobs.followers::isEmpty);
    }
}
