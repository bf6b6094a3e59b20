package io.patchbay.loginpolicies.internal;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import org.osgi.service.component.annotations.Component;

/** A token is good wherever it comes from. Stateless. */
@Component(service = LoginPolicy.class, property = LoginPolicy.NAME + "=none")
public final class None implements LoginPolicy {
    @Override
    public boolean admits(String account, ClientAddress bound, ClientAddress now) {
        return true;
    }
}
