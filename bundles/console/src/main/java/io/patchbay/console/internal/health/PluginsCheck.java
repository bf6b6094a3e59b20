package io.patchbay.console.internal.health;

import io.patchbay.api.hotswap.PluginFault;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.support.Current;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Says which plug-ins are faulty and which jars were refused, and why; and what removed ones left behind. A warning at most: others answer in their place.
 * Thread-safe.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=plugins", HealthCheck.TAGS + "=plugins"})
public final class PluginsCheck implements HealthCheck {
    private final Current<Plugins> plugins = new Current<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPlugins(Plugins service) {
        plugins.bind(service);
    }

    void unbindPlugins(Plugins service) {
        plugins.unbind(service);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        plugins.get().ifPresentOrElse(service -> judge(service, log), () -> log.warn("Nobody deploys plug-ins now."));
        return new Result(log);
    }

    private static void judge(Plugins service, FormattingResultLog log) {
        int good = 0;
        for (PluginStatus plugin : service.plugins()) {
            String reason = plugin.lastFault().map(PluginFault::text).orElse("no reason is known");
            if (plugin.state() == PluginStatus.State.FAULTY) {
                log.warn("{} is faulty ({} faults): {}", label(plugin), plugin.faults(), reason);
            } else if (plugin.faults() > 0) {
                log.info("{} broke its contract {} times, the last time: {}", label(plugin), plugin.faults(), reason);
            } else {
                good++;
            }
        }
        for (RejectedJar jar : service.rejected()) {
            log.warn("{} is not installed: {}", jar.file(), jar.reason());
        }
        for (PluginNotice notice : service.notices()) {
            log.warn("{} {}", notice.subject(), notice.text());
        }
        log.info("{} plug-ins are without a fault.", good);
    }

    private static String label(PluginStatus plugin) {
        return plugin.kind() + " '" + plugin.name() + "' " + plugin.version();
    }
}
