package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.LoginStatus;
import io.patchbay.api.lobby.Logins;
import io.patchbay.api.lobby.Password;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /lobby/v1/login}, {@code refresh}, {@code logout} and {@code password}. Thread-safe. */
final class SessionsResource {
    private static final Logger LOG = LoggerFactory.getLogger(SessionsResource.class);

    private final NearLobby near;
    private final ClientAddresses addresses;
    private final PlayerAccess access;
    private final Clock clock;

    SessionsResource(NearLobby near, ClientAddresses addresses, PlayerAccess access, Clock clock) {
        this.near = near;
        this.addresses = addresses;
        this.access = access;
        this.clock = clock;
    }

    CompletionStage<Answer> logIn(Call call) {
        Fields fields = Fields.of(call.body().bytes());
        String id = AccountsResource.required(fields, "id");
        Password password = AccountsResource.password(fields, "password");
        fields.end();
        return logins().logIn(id, password, addresses.of(call)).thenApply(this::answer);
    }

    CompletionStage<Answer> refresh(Call call) {
        return access.sessions()
                .refresh(PlayerAccess.token(call), addresses.of(call))
                .thenApply(this::answer);
    }

    CompletionStage<Answer> logOut(Call call) {
        return access.sessions()
                .logOut(PlayerAccess.token(call))
                .thenApply(good -> Answer.json(json -> json.writeBooleanField("ended", good)));
    }

    CompletionStage<Answer> changePassword(Call call) {
        Fields fields = Fields.of(call.body().bytes());
        String id = AccountsResource.required(fields, "id");
        Password password = AccountsResource.password(fields, "password");
        Password next = AccountsResource.password(fields, "newPassword");
        fields.end();
        return logins().changePassword(id, password, next, addresses.of(call)).thenApply(change -> {
            if (change instanceof AccountChange.Done done) {
                LOG.info(
                        "Audit: {} changed the password of the account {}",
                        call.peer(),
                        done.account().id());
                return Answer.json(json -> AccountsResource.write(json, done.account()));
            }
            return AccountsResource.refused(change);
        });
    }

    CompletionStage<Answer> status(Call call) {
        LoginStatus status = logins().status();
        return CompletableFuture.completedStage(Answer.json(json -> {
            json.writeObjectFieldStart("outcomes");
            for (Map.Entry<String, Long> outcome : status.outcomes().entrySet()) {
                json.writeNumberField(outcome.getKey(), outcome.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("waiting", status.waiting());
            json.writeNumberField("hashMillis", status.hashMillis());
        }));
    }

    private Answer answer(LoginOutcome outcome) {
        if (outcome instanceof LoginOutcome.Granted granted) {
            return Answer.json(json -> {
                json.writeStringField("token", granted.token());
                json.writeStringField("account", granted.session().account());
                json.writeStringField("endpoint", granted.session().endpoint());
                json.writeStringField("refreshAt", granted.session().refreshAt().toString());
                json.writeStringField("endsAt", granted.session().endsAt().toString());
                json.writeStringField("serverTime", clock.instant().toString());
            });
        }
        if (outcome instanceof LoginOutcome.Later later) {
            return Waits.answer(later.delay());
        }
        return PlayerAccess.refused(((LoginOutcome.Refused) outcome).reason());
    }

    private Logins logins() {
        return near.logins().orElseThrow(Queries::starting);
    }
}
