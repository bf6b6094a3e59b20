package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.rest.internal.cluster.Peers;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Call;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells where the client of a request is: at the other end, or behind proxies that are known. Thread-safe. */
final class ClientAddresses {
    private final Supplier<Peers> proxies;

    /** @param proxies whose {@code X-Forwarded-For} counts, asked at each request */
    ClientAddresses(Supplier<Peers> proxies) {
        this.proxies = proxies;
    }

    /**
     * Where the client is. Of a chain of proxies the last counts whom no known proxy is: what stands before it, anybody may have
     * written.
     *
     * @throws io.patchbay.rest.internal.http.Refusal if a known proxy has written what is no address
     */
    ClientAddress of(Call call) {
        Peers known = proxies.get();
        ClientAddress nearest = address(call.peer());
        String[] chain =
                call.header(Call.FORWARDED_FOR).map(text -> text.split(",", -1)).orElseGet(() -> new String[0]);
        for (int i = chain.length - 1; i >= 0 && known.contains(nearest.text()); i--) {
            nearest = address(chain[i].trim());
        }
        return nearest;
    }

    private static ClientAddress address(String text) {
        Optional<ClientAddress> address = ClientAddress.parse(text);
        return address.orElseThrow(
                () -> ProblemCode.INVALID_VALUE.refusal("X-Forwarded-For must list addresses without ports."));
    }
}
