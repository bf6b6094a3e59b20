package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.support.openstack.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of what a plan cannot hold. */
class CaptureWarningsTest extends CaptureCase {
    @Test
    void aGroupThatLetsNothingOutStaysClosed() throws Exception {
        LivingProject project = project();
        String closed = project.net("security_group", Map.of("name", "closed"));
        for (JsonNode rule : project.neutron()
                .list(Service.path("/security-group-rules", "security_group_id", closed), "security_group_rules")) {
            project.neutron().delete("/security-group-rules/" + rule.path("id").asText());
        }

        RecoveryPlan plan = captured(project);

        assertThat(plan.securityGroups().get(0).rules())
                .extracting(RecoveryPlan.Rule::networkCidr)
                .containsExactly(Optional.of("127.0.0.1/32"));
        assertThat(warnings()).anyMatch(line -> line.contains("'closed' (" + closed + ") lets nothing out"));
    }

    @Test
    void whatAPlanCannotHoldIsToldWithIdAndReason() throws Exception {
        LivingProject project = project();
        List<String> front = project.network("front", "10.1.0.0/24");
        String lonely = port(project, front, "10.1.0.9");
        String imaged = project.imaged("imaged", project.flavor("imaged-size"), image());
        String told = project.server(
                "told",
                project.flavor("told-size"),
                project.bootable("disk"),
                List.of(),
                Map.of("user_data", "c2VjcmV0", "metadata", Map.of("password", "hidden")));
        String unused = project.volume(Map.of("name", "unused"));
        cloud.admin().compute().put("/os-quota-sets/" + project.id(), Map.of("quota_set", Map.of("cores", 40)));

        captured(project);

        assertThat(warnings())
                .anyMatch(line -> line.contains(lonely) && line.contains("no captured instance's"))
                .anyMatch(line -> line.contains(imaged) && line.contains("starts from an image"))
                .contains("warning: the plan has the user data of 1 instance as it is, in which there may be passwords:"
                        + " keep it where only you can read it")
                .anyMatch(line -> line.contains(told) && line.contains("metadata, which no plan has: password"))
                .anyMatch(line -> line.contains(unused) && line.contains("copied and imported all the same"))
                .anyMatch(line -> line.contains(project.id()) && line.contains("cores 40 instead of 20"))
                .noneMatch(line -> line.contains("hidden") || line.contains("c2VjcmV0") || line.contains("secret"));
        assertThat(output()).doesNotContain("hidden");
    }

    @Test
    void whatBelongsToAProjectThatIsNamedLaterIsCapturedToo() throws Exception {
        LivingProject first = project();
        LivingProject later = project();
        String theirs = later.groupNamed("default");
        String ours = first.groupNamed("default");
        first.net(
                "security_group_rule",
                Map.of(
                        "security_group_id",
                        ours,
                        "direction",
                        "ingress",
                        "protocol",
                        "tcp",
                        "remote_group_id",
                        theirs));
        String port = port(later, later.network("back", "10.3.0.0/24"), "10.3.0.7");
        first.server("web", first.flavor("later-size"), first.bootable("disk"), List.of(port), Map.of());

        RecoveryPlan plan = captured(first.name() + "," + later.name());

        assertThat(plan.securityGroups().get(0).rules())
                .extracting(rule -> rule.remoteSecurityGroup().orElse(""))
                .contains(theirs);
        assertThat(plan.instances().get(0).networks()).hasSize(1);
        assertThat(warnings()).noneMatch(line -> line.contains("another project") || line.contains("not captured"));
    }

    @Test
    void portsThatAreOtherThanAPlansAreToldOf() throws Exception {
        LivingProject project = project();
        List<String> front = project.network("front", "10.1.0.0/24");
        List<String> back = project.network("back", "10.2.0.0/24");
        String guard = project.net("security_group", Map.of("name", "guard"));
        String guarded = port(project, front, "10.1.0.7");
        String other = port(project, back, "10.2.0.7");
        project.neutron()
                .put(
                        "/ports/" + guarded,
                        Map.of(
                                "port",
                                Map.of(
                                        "security_groups",
                                        List.of(guard),
                                        "allowed_address_pairs",
                                        List.of(Map.of("ip_address", "10.1.0.99")))));
        String server = project.server(
                "web", project.flavor("ports-size"), project.bootable("disk"), List.of(guarded, other), Map.of());

        RecoveryPlan.Machine web = captured(project).instances().get(0);

        assertThat(web.securityGroups()).containsExactlyInAnyOrder(guard, project.groupNamed("default"));
        assertThat(warnings())
                .anyMatch(line -> line.contains(server) && line.contains("other security groups on one port"))
                .anyMatch(line -> line.contains(guarded) && line.contains("allowed_address_pairs"))
                .hasSize(2);
    }

    @Test
    void aSizeWhoseFlavorIsGoneIsTakenFromTheInstance() throws Exception {
        LivingProject project = project();
        String flavor = project.flavor("gone-size");
        project.server("web", flavor, project.bootable("disk"), List.of(), Map.of());
        project.nova().delete("/flavors/" + flavor);

        assertThat(captured(project).specs())
                .extracting(RecoveryPlan.Size::name, RecoveryPlan.Size::memoryMib)
                .containsExactly(tuple("gone-size", 64L));
    }

    /** The id of the only image, of a service that no handler needs. */
    private static String image() throws Exception {
        String authentication =
                """
                {"auth": {"identity": {"methods": ["password"], "password": {"user":
                  {"name": "admin", "domain": {"name": "Default"}, "password": "%s"}}},
                  "scope": {"project": {"name": "admin", "domain": {"name": "Default"}}}}}
                """
                        .formatted(sandbox.password());
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> entered = client.send(
                HttpRequest.newBuilder(URI.create(sandbox.authUrl() + "/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(authentication))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> listed = client.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/image/v2/images"))
                        .header(
                                "X-Auth-Token",
                                entered.headers().firstValue("X-Subject-Token").orElseThrow())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(listed.body()).at("/images/0/id").asText();
    }
}
