package io.patchbay.api.hotswap;

import java.util.List;
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

    /**
     * Like {@link #open(Class, String)}, for what serves in a scope: an experiment of that scope ends once the version that it tries
     * fills this slot.
     *
     * @param type the interface of the extension point
     * @param name the plug-in's name
     * @param scope what it serves, as experiments name it: the purpose, or of a protocol its version
     * @return a slot as {@link #open(Class, String)} opens it
     */
    default <T> Slot<T> openFor(Class<T> type, String name, String scope) {
        return open(type, name);
    }

    /**
     * Opens a slot that only one version of a plug-in ever fills, whether or not that version serves otherwise: for an
     * experiment. It is empty while that version is not installed, and once it has broken its contract too often.
     *
     * @param type the interface of the extension point
     * @param name the plug-in's name
     * @param version its bundle's version
     * @return a slot with an instance of its own where plug-ins are prototype-scoped; to be closed by the caller
     */
    <T> Slot<T> open(Class<T> type, String name, String version);

    /**
     * The experiments that run now with plug-ins of a kind, by scope and mode. Costs nothing: an engine looks now and then.
     *
     * @return the same object as long as none of them begins or ends
     */
    List<ExperimentRun> experiments(String kind);
}
