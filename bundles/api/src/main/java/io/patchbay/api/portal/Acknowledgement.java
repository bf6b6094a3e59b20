package io.patchbay.api.portal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The answer that a client waits for. Thread-safe; never blocks. */
@ProviderType
@FunctionalInterface
public interface Acknowledgement {
    /**
     * Answers. To be called once; does nothing if the client is gone.
     *
     * @param arguments JSON values, or {@code byte[]} anywhere among them
     * @throws IllegalArgumentException if an argument is nothing that can be sent
     */
    void answer(List<Object> arguments);
}
