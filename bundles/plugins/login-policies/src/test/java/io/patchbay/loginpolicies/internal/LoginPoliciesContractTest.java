package io.patchbay.loginpolicies.internal;

import io.patchbay.api.lobby.LoginPolicy;
import io.patchbay.contract.LoginPolicyContract;
import org.junit.jupiter.api.Nested;

class LoginPoliciesContractTest {
    @Nested
    class OfStrictIp implements LoginPolicyContract {
        @Override
        public LoginPolicy plugin() {
            return new StrictIp();
        }
    }

    @Nested
    class OfPrefix implements LoginPolicyContract {
        @Override
        public LoginPolicy plugin() {
            return new Prefix();
        }
    }

    @Nested
    class OfNone implements LoginPolicyContract {
        @Override
        public LoginPolicy plugin() {
            return new None();
        }
    }
}
