package io.patchbay.store.internal;

import io.patchbay.api.store.SigningKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs with the keys in the database, which were read when it was opened. Thread-safe. */
@Component(service = SigningKeys.class)
public final class StoredSigningKeys implements SigningKeys {
    private final Store store;

    @Activate
    public StoredSigningKeys(@Reference Store store) {
        this.store = store;
    }

    @Override
    public String sign(Use use, String text) {
        return store.keys("sign").sign(use, text);
    }

    @Override
    public boolean verify(Use use, String text, String signature) {
        return store.keys("verify a signature").verify(use, text, signature);
    }
}
