package io.patchbay.api.lobby;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Tells clients whether their resources are current, and where to fetch the rest. Thread-safe; no method blocks. */
@ProviderType
public interface Updates {
    /**
     * Answers a client. The stage may complete on the calling thread before the method returns, else on one of the lobby's; dependent
     * actions must not block. Exceptionally with {@link io.patchbay.api.store.StoreException} while the database has never been
     * reached.
     */
    CompletionStage<UpdateAnswer> check(UpdateQuestion question);
}
