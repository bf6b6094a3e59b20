package io.patchbay.coordination.internal;

import io.patchbay.api.node.Credentials;

/** Credentials that derive secrets and nothing else. Immutable. */
final class FakeCredentials implements Credentials {
    @Override
    public String superServiceId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String superServiceKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isAdminToken(String token) {
        return false;
    }

    @Override
    public boolean isWorkerToken(String token) {
        return false;
    }

    @Override
    public boolean isAdmin(String user, String password) {
        return false;
    }

    @Override
    public String derivedSecret(String purpose) {
        return "secret of " + purpose;
    }
}
