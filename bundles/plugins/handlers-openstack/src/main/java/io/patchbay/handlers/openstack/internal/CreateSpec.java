package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Makes a flavor. Its id may be chosen, and is its mark: so there are no twins. Its name must be free in the whole cloud; one that is
 * there already is not taken, whatever it is like, because the clean-up would delete it.
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
        make(work, compute);
        if (!work.input().extraSpecs().isEmpty()) {
            Map<String, String> wished = work.input().extraSpecs().stream()
                    .collect(Collectors.toMap(ExtraSpec::key, ExtraSpec::value, (one, other) -> other));
            compute.post(path(work) + "/os-extra_specs", Map.of("extra_specs", wished));
        }
        return output(work);
    }

    private static void make(Work<TaskInput.CreateSpec> work, Service compute)
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
                throw refused.saying(Kind.CONFLICT, taken(work, compute) + ". " + refused.getMessage());
            }
        }
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

    private static String taken(Work<TaskInput.CreateSpec> work, Service compute)
            throws OpenStackException, InterruptedException {
        String name = work.input().spec().name();
        for (JsonNode flavor : compute.list(Service.path("/flavors/detail", "is_public", "None"), "flavors")) {
            if (flavor.path("name").asText().equals(name)) {
                return "cloud " + work.cloud().name() + " has a flavor '" + name
                        + "' already, which this task has not made: id "
                        + NetworkResource.idOf(flavor) + ", "
                        + flavor.path("vcpus").asText() + " vCPU, "
                        + flavor.path("ram").asText() + " MiB, "
                        + flavor.path("disk").asText() + " GiB";
            }
        }
        return "cloud " + work.cloud().name() + " has a flavor '" + name + "' already";
    }

    private static String id(Work<TaskInput.CreateSpec> work) {
        return PREFIX + work.mark().digits();
    }

    private static String path(Work<TaskInput.CreateSpec> work) {
        return Service.path("/flavors/{}", id(work));
    }

    private static Output output(Work<TaskInput.CreateSpec> work) {
        Spec asked = work.input().spec();
        Spec made = new Spec(
                id(work),
                asked.name(),
                asked.description(),
                asked.vcpus(),
                asked.memoryMib(),
                asked.diskGib(),
                asked.ephemeralGib(),
                asked.swapMib());
        return made(new TaskOutput.SpecMade(made, work.input().extraSpecs()));
    }
}
