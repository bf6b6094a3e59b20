package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a flavor. Its id may be chosen, and is its mark: so there are no twins. Names are unique in the whole cloud: a flavor of the
 * same name that somebody else has made is used where it is the same in all else, and never deleted. One that another recovery has made
 * is not: that deletes it.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.spec")
public final class CreateSpec extends CloudHandler<TaskInput.CreateSpec> {
    /** How the ids begin of the flavors that are made here. */
    static final String PREFIX = "patchbay-";

    private static final Microversion DESCRIBED = Microversion.of("2.55");

    @Activate
    public CreateSpec(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateSpec.class);
    }

    @Override
    Optional<Output> lookFor(Work<TaskInput.CreateSpec> work) throws OpenStackException, InterruptedException {
        Service compute = work.cloud().admin().compute();
        return compute.find(path(work)).isPresent() && hasExtraSpecs(work, compute)
                ? Optional.of(output(work))
                : Optional.empty();
    }

    private static boolean hasExtraSpecs(Work<TaskInput.CreateSpec> work, Service compute)
            throws OpenStackException, InterruptedException {
        if (work.input().extraSpecs().isEmpty()) {
            return true;
        }
        JsonNode there = compute.get(path(work) + "/os-extra_specs").path("extra_specs");
        return work.input().extraSpecs().stream()
                .allMatch(wished -> there.path(wished.key()).asText().equals(wished.value()));
    }

    @Override
    Output carryOut(Work<TaskInput.CreateSpec> work) throws OpenStackException, InterruptedException {
        Service compute = work.cloud().admin().compute();
        Optional<JsonNode> same = make(work, compute);
        if (same.isPresent()) {
            String id = NetworkResource.idOf(same.get());
            return made(
                    new TaskOutput.SpecMade(spec(work, id), work.input().extraSpecs()),
                    new Message(
                            "create.spec.there",
                            "the cloud has such a flavor already, " + id + ": it is used, and will not be deleted"));
        }
        if (!work.input().extraSpecs().isEmpty()) {
            compute.post(path(work) + "/os-extra_specs", Map.of("extra_specs", wished(work)));
        }
        return output(work);
    }

    /** The same that somebody else has made; empty where it was made. */
    private static Optional<JsonNode> make(Work<TaskInput.CreateSpec> work, Service compute)
            throws OpenStackException, InterruptedException {
        Map<String, Object> fields = fields(work);
        Optional<String> description = work.input().spec().description();
        try {
            if (description.isPresent()) {
                fields.put("description", description.get());
                compute.at(DESCRIBED, DESCRIBED).post("/flavors", Map.of("flavor", fields));
            } else {
                compute.post("/flavors", Map.of("flavor", fields));
            }
        } catch (OpenStackException refused) {
            if (refused.status().orElse(0) != 409) {
                throw refused;
            }
            if (compute.find(path(work)).isEmpty()) {
                Optional<JsonNode> there = named(work, compute);
                if (there.isPresent() && isSame(work, compute, there.get())) {
                    return there;
                }
                throw refused.saying(Kind.CONFLICT, taken(work, there) + ". " + refused.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> named(Work<TaskInput.CreateSpec> work, Service compute)
            throws OpenStackException, InterruptedException {
        return compute.list(Service.path("/flavors/detail", "is_public", "None"), "flavors").stream()
                .filter(flavor ->
                        flavor.path("name").asText().equals(work.input().spec().name()))
                .findFirst();
    }

    private static boolean isSame(Work<TaskInput.CreateSpec> work, Service compute, JsonNode flavor)
            throws OpenStackException, InterruptedException {
        Spec spec = work.input().spec();
        String id = NetworkResource.idOf(flavor);
        boolean alike = !id.startsWith(PREFIX)
                && flavor.path("os-flavor-access:is_public").asBoolean()
                && flavor.path("vcpus").asLong() == spec.vcpus()
                && flavor.path("ram").asLong() == spec.memoryMib()
                && flavor.path("disk").asLong() == spec.diskGib()
                && flavor.path("OS-FLV-EXT-DATA:ephemeral").asLong()
                        == spec.ephemeralGib().orElse(0L)
                && flavor.path("swap").asLong() == spec.swapMib().orElse(0L);
        if (!alike) {
            return false;
        }
        JsonNode there =
                compute.get(Service.path("/flavors/{}/os-extra_specs", id)).path("extra_specs");
        Map<String, String> wished = wished(work);
        return there.size() == wished.size()
                && wished.entrySet().stream()
                        .allMatch(one -> there.path(one.getKey()).asText().equals(one.getValue()));
    }

    private static Map<String, String> wished(Work<TaskInput.CreateSpec> work) {
        return work.input().extraSpecs().stream()
                .collect(Collectors.toMap(ExtraSpec::key, ExtraSpec::value, (one, other) -> other));
    }

    private static Map<String, Object> fields(Work<TaskInput.CreateSpec> work) {
        Spec spec = work.input().spec();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id(work));
        fields.put("name", spec.name());
        fields.put("vcpus", spec.vcpus());
        fields.put("ram", spec.memoryMib());
        fields.put("disk", spec.diskGib());
        fields.put("OS-FLV-EXT-DATA:ephemeral", spec.ephemeralGib().orElse(0L));
        fields.put("swap", spec.swapMib().orElse(0L));
        return fields;
    }

    private static String taken(Work<TaskInput.CreateSpec> work, Optional<JsonNode> there) {
        String like = there.map(flavor -> ", which this task has not made, and which is another's or not the same: id "
                        + NetworkResource.idOf(flavor) + ", "
                        + flavor.path("vcpus").asText() + " vCPU, "
                        + flavor.path("ram").asText() + " MiB, "
                        + flavor.path("disk").asText() + " GiB")
                .orElse("");
        return "cloud " + work.cloud().name() + " has a flavor '"
                + work.input().spec().name() + "' already" + like;
    }

    private static String id(Work<TaskInput.CreateSpec> work) {
        return PREFIX + work.mark().digits();
    }

    private static String path(Work<TaskInput.CreateSpec> work) {
        return Service.path("/flavors/{}", id(work));
    }

    private static Output output(Work<TaskInput.CreateSpec> work) {
        return made(new TaskOutput.SpecMade(spec(work, id(work)), work.input().extraSpecs()));
    }

    private static Spec spec(Work<TaskInput.CreateSpec> work, String id) {
        Spec asked = work.input().spec();
        return new Spec(
                id,
                asked.name(),
                asked.description(),
                asked.vcpus(),
                asked.memoryMib(),
                asked.diskGib(),
                asked.ephemeralGib(),
                asked.swapMib());
    }
}
