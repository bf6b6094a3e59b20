package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlayTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Play play = new Play(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void printsOneLineAStepWithWhatWasSeenAndTheTime() {
        play.step("room", () -> "room 1");

        assertThat(printed()).matches("✓ room +\\d+ ms  room 1\n");
    }

    @Test
    void indentsFurtherLinesBelowTheFirst() {
        play.step("swap", () -> "swapped\nbefore");

        assertThat(printed()).endsWith("swapped\n" + " ".repeat(25) + "before\n");
    }

    @Test
    void holdsIfAllStepsHold() {
        play.step("a", () -> "");
        play.step("b", () -> "");

        assertThat(play.allHeld()).isTrue();
        assertThat(play.summary()).isEqualTo("2 of 2 steps held");
    }

    @Test
    void failsWithAStepThatSawSomethingElse() {
        play.step("text", () -> {
            throw new StepFailedException("bob heard nothing");
        });

        assertThat(play.allHeld()).isFalse();
        assertThat(printed()).matches("✗ text +\\d+ ms  bob heard nothing\n");
    }

    @Test
    void failsWithAStepThatBroke() {
        play.step("text", () -> {
            throw new IOException("connection reset");
        });

        assertThat(play.allHeld()).isFalse();
        assertThat(printed()).contains("connection reset");
    }

    @Test
    void skipsWhatComesAfterAFailure() {
        play.step("a", () -> "");
        play.step("b", () -> {
            throw new StepFailedException("no");
        });
        play.step("c", () -> {
            throw new AssertionError("played after a failure");
        });

        assertThat(play.summary()).isEqualTo("1 of 3 steps held");
        assertThat(printed()).containsPattern("– c +skipped");
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
