package io.patchbay.api.metrics;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that counts or measures. Register it as a service, and its metrics are among those of {@code /metrics}; counting is
 * cheap and yours, and nobody asks before somebody looks.
 */
@ConsumerType
public interface MetricSource {
    /**
     * The metrics as they are now. A name that another source has already is left out, and so is a source that fails or does not
     * answer within a second.
     *
     * <p>Called on a thread of the HTTP server, seldom more than once a second, possibly by several at once: must not block.
     */
    CompletionStage<List<Metric>> metrics();
}
