package io.patchbay.node.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of configuration keys that nobody reads, with the nearest one that somebody does. Waits with it until the node is ready,
 * because the bundles that read them start later. Thread-safe.
 */
@Component(service = KnownKeys.class)
public final class KnownKeys {
    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);

    private final BundleContext framework;
    private final MetaTypeService types;
    private final Set<Asked> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ready;

    private record Asked(String pid, Set<String> keys) {}

    @Activate
    public KnownKeys(BundleContext framework, @Reference MetaTypeService types) {
        this.framework = framework;
        this.types = types;
    }

    @Deactivate
    void close() {
        waiting.clear();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Condition.CONDITION_ID + "=" + Readiness.READY + ")")
    void bindReady(Condition condition) {
        ready = true;
        for (Asked asked : Set.copyOf(waiting)) {
            waiting.remove(asked);
            check(asked.pid(), asked.keys());
        }
    }

    void unbindReady(Condition condition) {
        LOG.debug("{} is gone; the bundles that were started still tell their keys", condition);
    }

    /** Warns of unknown keys, now or once the node is ready. */
    void check(String pid, Set<String> keys) {
        if (!ready) {
            waiting.add(new Asked(pid, Set.copyOf(keys)));
            return;
        }
        Set<String> known = keysOf(pid);
        if (known.isEmpty()) {
            LOG.warn("Nobody reads the configuration {}", pid);
            return;
        }
        for (String key : keys) {
            if (!isKnown(key, known)) {
                LOG.warn("Configuration {} has no key {}{}", pid, key, hint(key, known));
            }
        }
    }

    /** A key such as {@code strategy.play} is known by another of its family, {@code strategy.portal}. */
    static boolean isKnown(String key, Collection<String> known) {
        int dot = key.indexOf('.');
        return known.contains(key)
                || (dot > 0 && known.stream().anyMatch(other -> other.startsWith(key.substring(0, dot + 1))));
    }

    static String hint(String key, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt((String other) -> distance(key, other)));
        return nearest.map(name -> ": did you mean " + name + "?").orElse("");
    }

    private Set<String> keysOf(String pid) {
        Set<String> keys = new TreeSet<>();
        for (Bundle bundle : framework.getBundles()) {
            Optional<MetaTypeInformation> information = Optional.ofNullable(types.getMetaTypeInformation(bundle));
            if (information.isPresent()
                    && Arrays.asList(information.get().getPids()).contains(pid)) {
                ObjectClassDefinition definition = information.get().getObjectClassDefinition(pid, null);
                for (AttributeDefinition attribute : definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
                    keys.add(attribute.getID());
                }
            }
        }
        return keys;
    }

    /** How many characters to insert, remove or replace (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
