package io.patchbay.itests.blackbox;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The request by which tasks of a type do their work in a cloud.
 *
 * @param type of the tasks
 * @param path what it ends with
 * @param body what it holds
 */
record CloudStep(String type, String method, Pattern path, String body) {
    /** Of all types but those that copy and delete files. */
    static final List<CloudStep> ALL = List.of(
            of("create.tenant", "POST", "/projects"),
            of("create.security_group", "POST", "/security-groups"),
            of("create.security_group_rule", "POST", "/security-group-rules"),
            of("create.network", "POST", "/networks"),
            of("create.subnet", "POST", "/subnets"),
            of("create.router", "POST", "/routers"),
            of("create.floatingip", "POST", "/floatingips"),
            of("create.spec", "POST", "/flavors"),
            of("create.keypair", "POST", "/os-keypairs"),
            of("import.volume", "POST", "/manageable_volumes"),
            of("create-and-diagnosis.instance", "POST", "/servers"),
            new CloudStep("stop.instance", "POST", Pattern.compile(".*/servers/[^/]+/action"), "os-stop"),
            of("delete.instance", "DELETE", "/servers/[^/]+"),
            new CloudStep("unmanage.volume", "POST", Pattern.compile(".*/volumes/[^/]+/action"), "os-unmanage"),
            of("delete.spec", "DELETE", "/flavors/[^/]+"),
            of("delete.keypair", "DELETE", "/os-keypairs/[^/]+"),
            of("delete.router", "DELETE", "/routers/[^/]+"),
            of("delete.floatingip", "DELETE", "/floatingips/[^/]+"),
            of("delete.network", "DELETE", "/networks/[^/]+"),
            of("delete.security_group", "DELETE", "/security-groups/[^/]+"),
            of("delete.tenant", "DELETE", "/projects/[^/]+"));

    /** What the build kills in the middle of: with the others it is the same in all but the path. */
    static final List<CloudStep> SHORT = ALL.stream()
            .filter(step -> List.of(
                            "create.network", "create-and-diagnosis.instance", "delete.instance", "delete.tenant")
                    .contains(step.type()))
            .toList();

    private static CloudStep of(String type, String method, String path) {
        return new CloudStep(type, method, Pattern.compile(".*" + path), "");
    }

    boolean isIn(String askedMethod, String askedPath, String askedBody) {
        return askedMethod.equals(method) && path.matcher(askedPath).matches() && askedBody.contains(body);
    }
}
