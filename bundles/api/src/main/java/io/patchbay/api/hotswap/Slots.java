package io.patchbay.api.hotswap;

import org.osgi.annotation.versioning.ProviderType;

/** Where an engine gets the plug-ins it calls. Thread-safe. */
@ProviderType
public interface Slots {
    /**
     * Opens a slot for one user of a plug-in. The slot follows the plug-in of that name through every swap; it may be empty,
     * and may be opened before any such plug-in is installed.
     *
     * @param type the interface of the extension point
     * @param name the plug-in's name
     * @return a slot with an instance of its own where plug-ins are prototype-scoped; to be closed by the caller
     */
    <T> Slot<T> open(Class<T> type, String name);
}
