package io.patchbay.portal.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as the container would hand them in: what is not said has its default. */
public final class Configs {
    private Configs() {}

    /** Settings with some keys set. */
    public static PortalSettings settings(Map<String, Object> keys) {
        return new PortalSettings(config(keys));
    }

    static PortalSettings.Config config(Map<String, Object> keys) {
        return (PortalSettings.Config) Proxy.newProxyInstance(
                Configs.class.getClassLoader(),
                new Class<?>[] {PortalSettings.Config.class},
                (proxy, method, arguments) -> keys.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
