package io.patchbay.loginpolicies.internal;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import org.osgi.service.component.annotations.Component;

/** A token is good at the address at which it was given out, and nowhere else. Stateless. */
@Component(service = LoginPolicy.class, property = LoginPolicy.NAME + "=strict-ip")
public final class StrictIp implements LoginPolicy {
    @Override
    public boolean admits(String account, ClientAddress bound, ClientAddress now) {
        return false;
    }
}
