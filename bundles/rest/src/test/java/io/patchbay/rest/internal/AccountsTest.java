package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.Asker;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.Wait;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code /lobby/v1/accounts} over HTTP. */
class AccountsTest {
    private static final String ACCOUNTS = "/lobby/v1/accounts";
    private static final String ANN = "{\"id\":\"ann\",\"password\":\"correct horse\"}";

    private final Api api = new Api(Map.of("trustedProxies", new String[] {"127.0.0.0/8", "10.0.0.0/8"}));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theAdminSignsSomebodyUp() {
        HttpResponse<String> created = api.asAdmin("POST", ACCOUNTS, ANN);

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains(ACCOUNTS + "/ann");
        assertThat(Json.object(created.body()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("id", "ann", "enabled", true, "createdAt", "1970-01-01T00:00:00Z"));
        assertThat(api.accounts.asker).contains(new Asker.Admin());
    }

    @Test
    void aClientIsAskedForAsSuch() {
        api.send("POST", ACCOUNTS, ANN);

        assertThat(api.accounts.asker).contains(client("127.0.0.1"));
    }

    @Test
    void aKnownProxyTellsWhereAClientIs() {
        api.send("POST", ACCOUNTS, ANN, "X-Forwarded-For", "203.0.113.9, ::ffff:198.51.100.7, 10.1.2.3");

        assertThat(api.accounts.asker).contains(client("198.51.100.7"));
    }

    @Test
    void whatAProxyTellsMustBeAddresses() {
        HttpResponse<String> refused = api.send("POST", ACCOUNTS, ANN, "X-Forwarded-For", "unknown");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(api.accounts.asker).isEmpty();
    }

    @Test
    void nobodyElseTellsWhereAClientIs() {
        try (Api direct = new Api()) {
            direct.send("POST", ACCOUNTS, ANN, "X-Forwarded-For", "203.0.113.9");

            assertThat(direct.accounts.asker).contains(client("127.0.0.1"));
        }
    }

    @Test
    void refusesInWordsForEachReason() {
        assertThat(refusal(new AccountChange.Taken("ann"))).isEqualTo("409 account-exists");
        assertThat(refusal(new AccountChange.Denied())).isEqualTo("401 ACCESS_DENIED");
        assertThat(refusal(new AccountChange.Unfit("password", "must be longer")))
                .isEqualTo("400 invalid-value");
        assertThat(refusal(new AccountChange.Unknown("ann"))).isEqualTo("404 unknown-account");
    }

    private String refusal(AccountChange change) {
        api.accounts.next = Optional.of(change);
        HttpResponse<String> refused = api.send("POST", ACCOUNTS, ANN);
        return refused.statusCode() + " " + Json.at(refused.body(), "code");
    }

    @Test
    void saysWhenToComeBack() {
        api.accounts.next = Optional.of(new AccountChange.Later(new Wait(Wait.Reason.BUSY, 1_001)));
        HttpResponse<String> busy = api.send("POST", ACCOUNTS, ANN);
        api.accounts.next = Optional.of(new AccountChange.Later(new Wait(Wait.Reason.THROTTLED, 4_000)));
        HttpResponse<String> throttled = api.send("POST", ACCOUNTS, ANN);

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("2");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("4");
        assertThat(Json.at(throttled.body(), "retryAfterMillis")).isEqualTo(4_000);
    }

    @Test
    void saysToWhoeverSignsUpWhatWasTooMuch() {
        api.accounts.next = Optional.of(new AccountChange.Later(new Wait(Wait.Reason.THROTTLED, 4_000)));
        HttpResponse<String> throttled = api.send("POST", ACCOUNTS, ANN);
        api.accounts.next = Optional.of(new AccountChange.Denied());
        HttpResponse<String> denied = api.send("POST", ACCOUNTS, ANN);

        assertThat(Json.at(throttled.body(), "detail"))
                .isEqualTo("Too many accounts have been made from this address or its network.");
        assertThat(Json.at(denied.body(), "detail")).isEqualTo("Only the admin makes accounts here.");
    }

    @Test
    void onlyTheAdminLooksAtAccountsOrChangesThem() {
        assertThat(api.send("GET", ACCOUNTS, "").statusCode()).isEqualTo(401);
        assertThat(api.asWorker("GET", ACCOUNTS, "").statusCode()).isEqualTo(403);
        assertThat(api.send("DELETE", ACCOUNTS + "/ann", "").statusCode()).isEqualTo(401);
        assertThat(api.send("PUT", ACCOUNTS + "/ann/password", "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void listsPages() {
        for (String id : new String[] {"a", "b", "c"}) {
            api.asAdmin("POST", ACCOUNTS, ANN.replace("ann", id));
        }
        HttpResponse<String> first = api.asAdmin("GET", ACCOUNTS + "?limit=2", "");
        HttpResponse<String> last = api.asAdmin("GET", ACCOUNTS + "?limit=2&after=b", "");

        assertThat(Json.each(Json.at(first.body(), "accounts"), "id")).containsExactly("a", "b");
        assertThat(Json.at(first.body(), "next")).isEqualTo("b");
        assertThat(Json.each(Json.at(last.body(), "accounts"), "id")).containsExactly("c");
        assertThat(Json.object(last.body())).doesNotContainKey("next");
    }

    @Test
    void changesAnAccount() {
        api.asAdmin("POST", ACCOUNTS, ANN);

        assertThat(api.asAdmin("PUT", ACCOUNTS + "/ann/password", "{\"password\":\"another one\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.accounts.passwords).containsEntry("ann", "another one");
        assertThat(api.asAdmin("PUT", ACCOUNTS + "/ann/enabled", "{\"enabled\":false}")
                        .body())
                .contains("\"enabled\":false");
        assertThat(api.asAdmin("DELETE", ACCOUNTS + "/ann", "").statusCode()).isEqualTo(200);
        assertThat(api.asAdmin("GET", ACCOUNTS + "/ann", "").statusCode()).isEqualTo(404);
    }

    @Test
    void saysSoWhileTheLobbyIsNotThere() {
        api.lobbyLink.unbindAccounts(api.accounts);

        HttpResponse<String> answer = api.asAdmin("GET", ACCOUNTS, "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Json.at(answer.body(), "code")).isEqualTo("starting");
    }

    private static Asker client(String address) {
        return new Asker.Client(ClientAddress.parse(address).orElseThrow());
    }
}
