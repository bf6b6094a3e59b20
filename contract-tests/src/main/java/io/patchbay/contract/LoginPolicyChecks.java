package io.patchbay.contract;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import java.util.List;
import java.util.function.Supplier;

/** What a {@link LoginPolicy} must hold to. Immutable. */
final class LoginPolicyChecks {
    private static final List<ClientAddress> ADDRESSES = List.of(
            address("192.0.2.1"),
            address("192.0.2.2"),
            address("198.51.100.1"),
            address("0.0.0.0"),
            address("2001:db8::1"),
            address("2001:db8::2"),
            address("::"));

    private final Supplier<LoginPolicy> plugins;

    private LoginPolicyChecks(Supplier<LoginPolicy> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<LoginPolicy> plugins) {
        LoginPolicyChecks checks = new LoginPolicyChecks(plugins);
        return List.of(
                new Check("decides for any two addresses", checks::decides),
                new Check("decides the same on any node, however often it is asked", checks::keepsNothing));
    }

    private void decides() {
        LoginPolicy policy = plugins.get();
        for (ClientAddress bound : ADDRESSES) {
            for (ClientAddress now : ADDRESSES) {
                boolean unused = bound.equals(now) || ask(policy, bound, now);
            }
        }
    }

    /** The next request may be answered by another node, which has an instance of its own. */
    private void keepsNothing() {
        LoginPolicy one = plugins.get();
        LoginPolicy other = plugins.get();
        for (ClientAddress bound : ADDRESSES) {
            for (ClientAddress now : ADDRESSES) {
                if (!bound.equals(now)) {
                    boolean first = ask(one, bound, now);
                    if (ask(one, bound, now) != first || ask(other, bound, now) != first) {
                        throw new BrokenContract("a move from " + bound + " to " + now
                                + " was admitted once, and not another time: a client would be logged out by chance");
                    }
                }
            }
        }
    }

    private static boolean ask(LoginPolicy policy, ClientAddress bound, ClientAddress now) {
        try {
            return policy.admits("ann", bound, now);
        } catch (RuntimeException thrown) {
            throw new BrokenContract(
                    "admits of a move from " + bound + " to " + now + " threw " + Asker.describe(thrown));
        }
    }

    private static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
