package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.Size;
import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How large instances are (flavors), as Nova has it. Confined to one thread. */
final class CapturedSizes {
    private static final Microversion FIRST = Microversion.of("2.1");
    private static final Microversion DESCRIBED = Microversion.of("2.55");
    private static final Microversion IN_SERVERS = Microversion.of("2.47");

    private final Service compute;
    private final Consumer<String> warnings;
    private final PlanIds ids = new PlanIds();
    private final Map<String, Size> sizes = new LinkedHashMap<>();

    CapturedSizes(Service compute, Consumer<String> warnings) {
        this.compute = compute;
        this.warnings = warnings;
    }

    List<Size> sizes() {
        return List.copyOf(sizes.values());
    }

    /** The id of an instance's size. */
    String of(JsonNode server) throws OpenStackException, InterruptedException {
        String flavorId = server.path("flavor").path("id").asText();
        Size known = sizes.get(flavorId);
        if (known == null) {
            known = read(server, flavorId);
            sizes.put(flavorId, known);
        }
        return known.id();
    }

    private Size read(JsonNode server, String flavorId) throws OpenStackException, InterruptedException {
        Service described = compute.at(FIRST, DESCRIBED);
        Optional<JsonNode> flavor =
                described.find(Service.path("/flavors/{}", flavorId)).map(answer -> answer.path("flavor"));
        if (flavor.isPresent()) {
            JsonNode extra = described.get(Service.path("/flavors/{}/os-extra_specs", flavorId));
            return size(flavorId, Found.name(flavor.get()), flavor.get(), "OS-FLV-EXT-DATA:ephemeral", extra);
        }
        JsonNode kept = compute.at(IN_SERVERS, IN_SERVERS)
                .get(Service.path("/servers/{}", Found.id(server)))
                .path("server")
                .path("flavor");
        String name = kept.path("original_name").asText();
        warnings.accept(Found.words("instance", server) + " was made by flavor '" + name + "' (" + flavorId
                + "), which is gone: it will be made again");
        return size(flavorId, name, kept, "ephemeral", kept);
    }

    private Size size(String flavorId, String name, JsonNode flavor, String ephemeral, JsonNode extra) {
        return new Size(
                ids.of(flavorId, flavorId),
                name,
                Found.description(flavor),
                flavor.path("vcpus").asInt(),
                flavor.path("ram").asLong(),
                flavor.path("disk").asLong(),
                some(flavor, ephemeral),
                some(flavor, "swap"),
                extra.path("extra_specs").properties().stream()
                        .map(spec ->
                                new ExtraSpec(spec.getKey(), spec.getValue().asText()))
                        .sorted(Comparator.comparing(ExtraSpec::key))
                        .toList());
    }

    /** Empty for nothing, which Nova tells as 0 or as an empty text. */
    private static Optional<Long> some(JsonNode flavor, String member) {
        return Optional.of(flavor.path(member).asLong(0)).filter(amount -> amount > 0);
    }
}
