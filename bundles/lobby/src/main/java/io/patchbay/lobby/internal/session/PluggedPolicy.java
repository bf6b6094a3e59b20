package io.patchbay.lobby.internal.session;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the login policy that configuration names; where it fails, a token is good at its own address only. Thread-safe. */
@Component(service = AddressRule.class, configurationPid = PluggedPolicy.PID)
@Designate(ocd = PluggedPolicy.Config.class)
public final class PluggedPolicy implements AddressRule {
    static final String PID = "io.patchbay.lobby.policy";

    private static final Logger LOG = LoggerFactory.getLogger(PluggedPolicy.class);
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @ObjectClassDefinition(name = "Patchbay: login policy of the lobby")
    @interface Config {
        @AttributeDefinition(
                description = "Name of the login policy that decides whether a token is good at another address")
        String policy() default "strict-ip";
    }

    private final Slot<LoginPolicy> slot;

    @Activate
    public PluggedPolicy(@Reference Slots slots, Config config) {
        if (config.policy().isBlank()) {
            throw new IllegalArgumentException(PID + ": policy must name a login policy");
        }
        this.slot = slots.open(LoginPolicy.class, config.policy());
    }

    @Override
    public Ruling rule(String account, ClientAddress bound, ClientAddress now) {
        Optional<Lease<LoginPolicy>> leased = slot.lease();
        if (leased.isEmpty()) {
            LOG.debug("Nobody decides on a token of {}: {}", account, slot.emptyMessage());
            return Ruling.ABSENT;
        }
        try (Lease<LoginPolicy> lease = leased.get()) {
            return admits(lease, account, bound, now) ? Ruling.ADMITTED : Ruling.REFUSED;
        }
    }

    @Override
    public CompletionStage<Void> arrival() {
        return slot.leaseWithin(Slot.WAIT_WHEN_EMPTY).thenAccept(lease -> lease.ifPresent(Lease::close));
    }

    private static boolean admits(Lease<LoginPolicy> lease, String account, ClientAddress bound, ClientAddress now) {
        long begun = System.nanoTime();
        try {
            return lease.plugin().admits(account, bound, now);
        } catch (RuntimeException | LinkageError thrown) {
            LOG.warn("The login policy {} failed: the token is not good there", lease.label(), thrown);
            lease.fault(thrown);
            return false;
        } finally {
            if (System.nanoTime() - begun > BUDGET_NANOS) {
                lease.fault(FaultReason.TOO_SLOW, "it took more than 50 ms to decide");
            }
        }
    }

    @Deactivate
    void close() {
        slot.close();
    }
}
