package io.patchbay.store.internal;

import io.patchbay.api.node.Credentials;

/** The credentials of one installation. */
record FixedCredentials(String superServiceId, String superServiceKey) implements Credentials {
    static final FixedCredentials FIRST = new FixedCredentials("aaaaaaaaaaaaaaaaaaaaaaaa", "first-key");

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
        return purpose;
    }
}
