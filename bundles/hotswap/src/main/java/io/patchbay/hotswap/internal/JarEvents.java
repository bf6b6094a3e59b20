package io.patchbay.hotswap.internal;

import java.util.List;

/** What the switchboard learns of jars that the deployer must know. Called on the switchboard's thread: must only take note. */
interface JarEvents {
    /** Takes no note. */
    JarEvents NOBODY = new JarEvents() {
        @Override
        public void passed(String sha256, PluginKey plugin) {}

        @Override
        public void faulty(String sha256, PluginKey plugin, boolean isFaulty) {}

        @Override
        public void refused(String sha256, List<String> problems) {}

        @Override
        public void lastGoodNeeded(PluginKey plugin) {}

        @Override
        public void lastGoodUnneeded(PluginKey plugin) {}
    };

    /** A plug-in of this content passed its check. */
    void passed(String sha256, PluginKey plugin);

    /** A plug-in of this content broke its contract too often, or the operator wants it to be tried again. */
    void faulty(String sha256, PluginKey plugin, boolean isFaulty);

    /**
     * Plug-ins of this content, which is in force, have failed the first check that they ever had.
     *
     * @param problems one line for each
     */
    void refused(String sha256, List<String> problems);

    /** Nothing that is installed can serve this plug-in well. */
    void lastGoodNeeded(PluginKey plugin);

    /** Something in the plug-in folder serves this plug-in well again. */
    void lastGoodUnneeded(PluginKey plugin);
}
