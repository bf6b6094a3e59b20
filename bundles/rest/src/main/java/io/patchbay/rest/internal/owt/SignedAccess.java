package io.patchbay.rest.internal.owt;

import io.patchbay.api.node.Credentials;
import io.patchbay.api.store.ServiceAccount;
import io.patchbay.api.store.Services;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.BlockingPool;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.LateAnswers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests in that a service has signed (MAuth, owt-server 1.3). Thread-safe. */
public final class SignedAccess {
    private static final Logger LOG = LoggerFactory.getLogger(SignedAccess.class);
    private static final String NOBODYS_KEY = "nobody has this key"; // so that an unknown service costs the same time

    /** Answers a signed request; may block. */
    interface SignedHandler {
        CompletionStage<Answer> answer(Call call, Caller caller);
    }

    private final Services services;
    private final Credentials credentials;
    private final OwtLimits limits;
    private final ReplayMemory memory;
    private final BlockingPool pool;
    private final LateAnswers lateAnswers;

    public SignedAccess(
            Services services,
            Credentials credentials,
            Clock clock,
            Clock machine,
            OwtLimits limits,
            BlockingPool pool,
            LateAnswers lateAnswers) {
        this.services = services;
        this.credentials = credentials;
        this.limits = limits;
        this.memory = new ReplayMemory(new RequestClock(clock, machine));
        this.pool = pool;
        this.lateAnswers = lateAnswers;
    }

    /** A handler of signed requests as a handler of any. */
    Handler signed(SignedHandler handler) {
        return pool.blocking(call -> admit(call, handler));
    }

    private CompletionStage<Answer> admit(Call call, SignedHandler handler) {
        if (call.authorization().isEmpty()) {
            return refuse(call, "no header");
        }
        MAuthHeader header = MAuthHeader.parse(call.authorization().get());
        String service = header.service().orElse("");
        Optional<String> key = keyOf(service);
        if (!header.isSignedWith(key.orElse(NOBODYS_KEY)) || key.isEmpty()) {
            return refuse(call, key.isEmpty() ? "unknown service" : "wrong signature");
        }
        ReplayMemory.Verdict verdict = memory.check(
                service,
                header.timestamp().orElse(""),
                header.cnonce().orElse(""),
                limits.mauthFreshnessMillis(),
                limits.mauthReplayEntries());
        return switch (verdict) {
            case FRESH -> handler.answer(
                    call,
                    new Caller(service, service.equals(credentials.superServiceId()), header.user(), header.role()));
            case STALE -> refuseSigned("the timestamp is too far from this node's time");
            case REPLAYED -> refuseSigned("this timestamp and cnonce have been used");
            case FULL -> throw OwtError.UNAVAILABLE.refusal(
                    "Too many requests of this service within " + limits.mauthFreshnessMillis() / 1000 + " s");
        };
    }

    private Optional<String> keyOf(String service) {
        return service.equals(credentials.superServiceId())
                ? Optional.of(credentials.superServiceKey())
                : services.find(service).map(ServiceAccount::key);
    }

    private CompletionStage<Answer> refuse(Call call, String why) {
        LOG.debug("A request from {} was not authenticated: {}", call.peer(), why);
        return lateAnswers.late(OwtError.NOT_AUTHENTICATED.answer());
    }

    /** Whoever has the key may know why. */
    private CompletionStage<Answer> refuseSigned(String why) {
        return lateAnswers.late(OwtError.NOT_AUTHENTICATED.answer().with("Patchbay-Reason", why));
    }
}
