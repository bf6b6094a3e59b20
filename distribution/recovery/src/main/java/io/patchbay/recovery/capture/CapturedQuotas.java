package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import io.patchbay.support.openstack.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a project may have, of which no plan says anything: told where it is not what every project may have. No state. */
final class CapturedQuotas {
    private final Session admin;
    private final Consumer<String> warnings;

    CapturedQuotas(Session admin, Consumer<String> warnings) {
        this.admin = admin;
        this.warnings = warnings;
    }

    void read(JsonNode project) throws OpenStackException, InterruptedException {
        List<String> own = new ArrayList<>();
        compare(admin.compute(), "/os-quota-sets/{}", "/os-quota-sets/{}/defaults", "quota_set", project, own);
        compare(admin.volume(), "/os-quota-sets/{}", "/os-quota-sets/{}/defaults", "quota_set", project, own);
        compare(admin.network(), "/quotas/{}", "/quotas/{}/default", "quota", project, own);
        if (!own.isEmpty()) {
            warnings.accept(Found.words("project", project) + " has quotas of its own, which no plan has: "
                    + String.join(", ", own) + "; set them at the recovery site");
        }
    }

    private static void compare(
            Service service, String mine, String usual, String member, JsonNode project, List<String> own)
            throws OpenStackException, InterruptedException {
        JsonNode limits = service.get(Service.path(mine, Found.id(project))).path(member);
        Optional<JsonNode> usualLimits =
                service.find(Service.path(usual, Found.id(project))).map(answer -> answer.path(member));
        if (usualLimits.isEmpty()) {
            return;
        }
        limits.properties().forEach(limit -> {
            JsonNode other = usualLimits.get().path(limit.getKey());
            if (limit.getValue().isNumber()
                    && other.isNumber()
                    && limit.getValue().asLong() != other.asLong()) {
                own.add(limit.getKey() + " " + limit.getValue().asText() + " instead of " + other.asText());
            }
        });
    }
}
