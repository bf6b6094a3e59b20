package io.patchbay.loginpolicies.internal;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import org.osgi.service.component.annotations.Component;

/** A token is good in the network in which it was given out: the same /24 of IPv4, the same /48 of IPv6. Stateless. */
@Component(service = LoginPolicy.class, property = LoginPolicy.NAME + "=prefix")
public final class Prefix implements LoginPolicy {
    @Override
    public boolean admits(String account, ClientAddress bound, ClientAddress now) {
        return bound.network().equals(now.network());
    }
}
