package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.Asker;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LobbyAnswer;
import io.patchbay.api.lobby.LobbyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lobby's paths as the portal asks for them. */
class WordCallsTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private LobbyAnswer ask(String word, Map<String, Object> data) {
        return api.api
                .ask(new LobbyRequest(word, data, "198.51.100.7", Optional.of("203.0.113.9"), Optional.empty()))
                .toCompletableFuture()
                .join();
    }

    @Test
    void answersWhatHttpAnswers() {
        LobbyAnswer created = ask("lobby.sign-up", Map.of("id", "ann", "password", "correct horse"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(Json.at(created.body(), "id")).isEqualTo("ann");
        assertThat(api.accounts.asker)
                .contains(new Asker.Client(ClientAddress.parse("198.51.100.7").orElseThrow()));
    }

    @Test
    void refusesAsHttpRefuses() {
        LobbyAnswer refused = ask("lobby.sign-up", Map.of("id", "ann"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Json.at(refused.body(), "field")).isEqualTo("password");
    }

    @Test
    void refusesDataThatIsTooLong() {
        assertThat(ask("lobby.sign-up", Map.of("id", "x".repeat(10_000))).status())
                .isEqualTo(413);
    }

    @Test
    void knowsNoWordOfTheAdmin() {
        assertThat(List.of("lobby.accounts", "lobby.", "lobby.nothing"))
                .allSatisfy(word -> assertThat(ask(word, Map.of()).status()).isEqualTo(404));
    }
}
