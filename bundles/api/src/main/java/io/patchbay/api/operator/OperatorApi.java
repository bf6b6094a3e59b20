package io.patchbay.api.operator;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * {@code /cluster/v1}, {@code /recovery/v1}, and what of {@code /lobby/v1} is the admin's, without HTTP: the same paths, checks,
 * answers, errors and lines in the audit log. Consoles and shells use it, so that there is one way only in which an operator's wish is
 * carried out. Whoever calls it is trusted: it has to let in nobody but the admin before. Backups, which are files, and streams of
 * events are not there. Thread-safe.
 */
@ProviderType
public interface OperatorApi {
    /**
     * Asks something.
     *
     * @return completes within the path's bound, normally, on any thread; dependent actions must not block
     */
    CompletionStage<OperatorAnswer> ask(OperatorRequest request);
}
