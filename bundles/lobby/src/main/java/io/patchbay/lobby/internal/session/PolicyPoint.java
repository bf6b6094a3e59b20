package io.patchbay.lobby.internal.session;

import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Login policies as plug-ins. Stateless. */
@Component(service = ExtensionPoint.class)
public final class PolicyPoint implements ExtensionPoint<LoginPolicy> {
    private record Move(String bound, String now) {}

    private static final List<Move> MOVES = List.of(
            new Move("192.0.2.1", "192.0.2.2"),
            new Move("192.0.2.1", "198.51.100.1"),
            new Move("2001:db8::1", "2001:db8::2"),
            new Move("192.0.2.1", "2001:db8::1"));

    @Override
    public String kind() {
        return "login-policy";
    }

    @Override
    public Class<LoginPolicy> type() {
        return LoginPolicy.class;
    }

    @Override
    public void check(LoginPolicy candidate) throws ContractViolation {
        for (Move move : MOVES) {
            try {
                boolean unused = candidate.admits("check", address(move.bound()), address(move.now()));
            } catch (RuntimeException | LinkageError thrown) {
                throw new ContractViolation(
                        "admits of a move from " + move.bound() + " to " + move.now() + " threw "
                                + thrown.getClass().getName(),
                        thrown);
            }
        }
    }

    private static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
