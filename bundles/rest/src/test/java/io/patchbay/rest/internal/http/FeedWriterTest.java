package io.patchbay.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body without end, to a client that reads or does not. */
class FeedWriterTest {
    private final Connection connection = new Connection();
    private final List<Feed.Outlet> begun = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final Feed feed = new Feed() {
        @Override
        public void begin(Outlet outlet) {
            begun.add(outlet);
        }

        @Override
        public void end() {
            ended.add("feed");
        }
    };
    private final FeedWriter writer = new FeedWriter(connection, feed, () -> ended.add("answer"));

    /** Takes something once its client reads. Confined to the test's thread. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // the test calls it
        }

        @Override
        public void write(int single) {
            taken.write(single);
        }

        @Override
        public void write(byte[] bytes) {
            room--;
            taken.writeBytes(bytes);
        }
    }

    @BeforeEach
    void begin() throws IOException {
        writer.onWritePossible();
    }

    private static byte[] piece(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void beginsTheFeedOnce() throws IOException {
        writer.onWritePossible();

        assertThat(begun).containsExactly(writer);
    }

    @Test
    void aPieceIsTakenAtOnceByAClientThatReads() {
        assertThat(writer.send(piece("hello")).toCompletableFuture()).isCompleted();
        assertThat(connection.taken.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void aPieceIsTakenWhenItsClientReadsOn() throws IOException {
        connection.room = 1;
        CompletionStage<Void> sent = writer.send(piece("hello"));
        assertThat(sent.toCompletableFuture()).isNotDone();

        connection.room = 1;
        writer.onWritePossible();

        assertThat(sent.toCompletableFuture()).isCompleted();
        assertThat(connection.taken.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void nothingIsHeldForAClientThatDoesNotRead() {
        connection.room = 0;
        CompletionStage<Void> first = writer.send(piece("hello"));

        assertThatIllegalStateException().isThrownBy(() -> writer.send(piece("again")));
        assertThat(first.toCompletableFuture()).isNotDone();
    }

    @Test
    void aClientThatDoesNotReadCanBeCutOff() {
        connection.room = 0;
        CompletionStage<Void> sent = writer.send(piece("hello"));

        writer.close();

        assertThat(sent.toCompletableFuture()).isCompletedExceptionally();
        assertThat(ended).containsExactly("feed", "answer");
    }

    @Test
    void nothingIsSentAfterTheEnd() throws IOException {
        connection.room = 0;
        writer.send(piece("hello"));
        writer.onError(new IOException("the client has gone"));
        writer.close();

        connection.room = 1;
        writer.onWritePossible();

        assertThat(writer.send(piece("again")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(connection.taken.size()).isZero();
        assertThat(ended).containsExactly("feed", "answer");
    }
}
