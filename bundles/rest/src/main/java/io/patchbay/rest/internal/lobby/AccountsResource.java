package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.lobby.Account;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.Accounts;
import io.patchbay.api.lobby.Asker;
import io.patchbay.api.lobby.Password;
import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /lobby/v1/accounts}: who may log in. Thread-safe. */
final class AccountsResource {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsResource.class);
    private static final int USUAL_LIMIT = 200;
    private static final int MOST = 1_000;

    private final NearLobby near;
    private final ClientAddresses addresses;

    AccountsResource(NearLobby near, ClientAddresses addresses) {
        this.near = near;
        this.addresses = addresses;
    }

    CompletionStage<Answer> signUp(Call call, ClusterAccess admins) {
        Fields fields = Fields.of(call.body().bytes());
        String id = required(fields, "id");
        Password password = password(fields, "password");
        fields.end();
        boolean admin = admins.isAdmin(call) && admins.admin(call).isEmpty();
        Asker by = admin ? new Asker.Admin() : new Asker.Client(addresses.of(call));
        return accounts().signUp(id, password, by).thenApply(change -> {
            if (change instanceof AccountChange.Done done) {
                LOG.info(
                        "Audit: {} signed up the account {}",
                        call.peer(),
                        done.account().id());
                return Answer.of(201, Answer.JSON, JsonText.object(json -> write(json, done.account())))
                        .with(
                                "Location",
                                LobbyRoutes.BASE + "/accounts/" + done.account().id());
            }
            return refusedSignUp(change);
        });
    }

    private static Answer refusedSignUp(AccountChange change) {
        if (change instanceof AccountChange.Denied) {
            return ProblemCode.ACCESS_DENIED.answer("Only the admin makes accounts here.");
        }
        return change instanceof AccountChange.Later later
                ? Waits.answer(later.delay(), "Too many accounts have been made from this address or its network.")
                : refused(change);
    }

    CompletionStage<Answer> list(Call call) {
        int limit = Queries.number(call, "limit", USUAL_LIMIT, 1, MOST);
        String after = call.query().getOrDefault("after", "");
        return accounts().list(after, limit).thenApply(some -> listed(some, limit));
    }

    private static Answer listed(List<Account> some, int limit) {
        return Answer.json(json -> {
            json.writeArrayFieldStart("accounts");
            for (Account account : some) {
                json.writeStartObject();
                write(json, account);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (some.size() == limit) {
                json.writeStringField("next", some.get(limit - 1).id());
            }
        });
    }

    CompletionStage<Answer> get(Call call) {
        String id = call.parameter("account");
        return accounts().find(id).thenApply(found -> found.map(account -> Answer.json(json -> write(json, account)))
                .orElseGet(() -> unknown(id)));
    }

    CompletionStage<Answer> setPassword(Call call) {
        Fields fields = Fields.of(call.body().bytes());
        Password password = password(fields, "password");
        fields.end();
        return changed(call, "set the password of", accounts().setPassword(call.parameter("account"), password));
    }

    CompletionStage<Answer> setEnabled(Call call) {
        Fields fields = Fields.of(call.body().bytes());
        boolean enabled = fields.flag("enabled").orElseThrow(() -> new InvalidFieldException("enabled", "is missing"));
        fields.end();
        return changed(
                call, enabled ? "enabled" : "disabled", accounts().setEnabled(call.parameter("account"), enabled));
    }

    CompletionStage<Answer> delete(Call call) {
        return changed(call, "deleted", accounts().delete(call.parameter("account")));
    }

    private static CompletionStage<Answer> changed(Call call, String what, CompletionStage<AccountChange> change) {
        return change.thenApply(result -> {
            if (result instanceof AccountChange.Done done) {
                LOG.info(
                        "Audit: {} {} the account {}",
                        call.peer(),
                        what,
                        done.account().id());
                return Answer.json(json -> write(json, done.account()));
            }
            return refused(result);
        });
    }

    /** The answer to what was not done. */
    static Answer refused(AccountChange change) {
        if (change instanceof AccountChange.Unfit unfit) {
            throw new InvalidFieldException(unfit.field(), unfit.rule());
        }
        if (change instanceof AccountChange.Taken taken) {
            return ProblemCode.ACCOUNT_EXISTS.answer("There is another account " + taken.id() + ".");
        }
        if (change instanceof AccountChange.Unknown unknown) {
            return unknown(unknown.id());
        }
        if (change instanceof AccountChange.Later later) {
            return Waits.answer(later.delay());
        }
        return ProblemCode.ACCESS_DENIED.answer("There is no account with this id and this password that may log in.");
    }

    static Answer unknown(String id) {
        return ProblemCode.UNKNOWN_ACCOUNT.answer("There is no account " + Queries.shown(id) + ".");
    }

    private Accounts accounts() {
        return near.accounts().orElseThrow(Queries::starting);
    }

    static String required(Fields fields, String name) {
        return fields.text(name).orElseThrow(() -> new InvalidFieldException(name, "is missing"));
    }

    static Password password(Fields fields, String name) {
        return new Password(required(fields, name));
    }

    static void write(JsonGenerator json, Account account) throws IOException {
        json.writeStringField("id", account.id());
        json.writeBooleanField("enabled", account.enabled());
        json.writeStringField("createdAt", account.createdAt().toString());
    }
}
