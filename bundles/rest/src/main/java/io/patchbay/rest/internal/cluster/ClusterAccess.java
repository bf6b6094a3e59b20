package io.patchbay.rest.internal.cluster;

import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import java.util.Optional;

/** Decides who may do what on Patchbay's own paths; an empty answer lets in. Implementations are thread-safe and do not block. */
public interface ClusterAccess {
    /** Lets in whoever was let in before the call was made. */
    ClusterAccess TRUSTED = new ClusterAccess() {
        @Override
        public Optional<Answer> workerOrAdmin(Call call) {
            return Optional.empty();
        }

        @Override
        public Optional<Answer> admin(Call call) {
            return Optional.empty();
        }

        @Override
        public Optional<Answer> nearWorkerOrAdmin(Call call) {
            return Optional.empty();
        }

        @Override
        public boolean isAdmin(Call call) {
            return true;
        }
    };

    /** Refuses who is neither worker nor admin. */
    Optional<Answer> workerOrAdmin(Call call);

    /** Refuses who is not the admin, or comes from elsewhere. */
    Optional<Answer> admin(Call call);

    /** Refuses who is neither worker nor admin, or comes from elsewhere. */
    Optional<Answer> nearWorkerOrAdmin(Call call);

    /** Whether it is the admin who asks. */
    boolean isAdmin(Call call);
}
