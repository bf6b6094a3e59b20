package io.patchbay.coordination.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as the framework makes them: defaults, and what a file says. */
final class Configs {
    private Configs() {}

    static Coordination.Config with(Map<String, Object> values) {
        return (Coordination.Config) Proxy.newProxyInstance(
                Coordination.Config.class.getClassLoader(),
                new Class<?>[] {Coordination.Config.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
