package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import io.patchbay.support.openstack.FakeCloud.Reply;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, lists and microversions. */
class ServiceTest extends CloudCase {
    private static final Microversion NEEDED = Microversion.of("2.37");
    private static final Microversion KNOWN = Microversion.of("2.79");

    private void computeSpeaks(String least, String most) {
        fake.on(
                "GET",
                "/compute/v2.1/",
                200,
                "{\"version\":{\"id\":\"v2.1\",\"min_version\":\"" + least + "\",\"version\":\"" + most + "\"}}");
        fake.on("GET", "/compute/v2.1/servers", 200, "{\"servers\":[]}");
    }

    private Optional<String> microversion() {
        return fake.calls().get(fake.calls().size() - 1).microversion();
    }

    @Test
    void aPathIsEncoded() {
        assertThat(Service.path("/servers/{}/tags/{}", "a/b", "c d", "host", "rig@fast#fast", "limit", "5"))
                .isEqualTo("/servers/a%2Fb/tags/c%20d?host=rig%40fast%23fast&limit=5");
    }

    @Test
    void aBodyIsSentAsJson() throws Exception {
        fake.on("POST", "/network/v2.0/networks", 201, "{\"network\":{\"id\":\"n-1\"}}");

        String id = cloud().admin()
                .network()
                .post("/networks", Map.of("network", Map.of("name", "blue")))
                .at("/network/id")
                .asText();

        assertThat(id).isEqualTo("n-1");
        assertThat(fake.calls().get(0).body()).isEqualTo("{\"network\":{\"name\":\"blue\"}}");
    }

    @Test
    void aListIsReadPageByPageWhateverHostTheLinksName() throws Exception {
        fake.on(
                "GET",
                "/network/v2.0/networks",
                request ->
                        Optional.ofNullable(request.uri().getQuery()).orElse("").contains("marker=n-1")
                                ? Reply.of(200, "{\"networks\":[{\"id\":\"n-2\"}]}")
                                : Reply.of(
                                        200,
                                        "{\"networks\":[{\"id\":\"n-1\"}],\"networks_links\":[{\"rel\":\"next\",\"href\":\"https://elsewhere:9/x?marker=n-1\"}]}"));

        assertThat(cloud().admin().network().list("/networks", "networks"))
                .extracting(one -> one.path("id").asText())
                .containsExactly("n-1", "n-2");
    }

    @Test
    void aListThatIsNoneIsABadAnswer() {
        fake.on("GET", "/network/v2.0/networks", 200, "<html>a portal that wants a login</html>");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> cloud().admin().network().list("/networks", "networks"))
                .withMessage("network GET /networks was answered without a list 'networks'");
    }

    @Test
    void whatIsNotThereIsEmpty() throws Exception {
        assertThat(cloud().admin().network().find("/networks/n-9")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>404 at a proxy</html>",
                "",
                "{\"message\":\"The resource could not be found.\",\"code\":\"404 Not Found\",\"title\":\"Not Found\"}",
                "{\"NeutronError\":{\"type\":\"HTTPNotFound\",\"message\":\"The resource could not be found.\",\"detail\":\"\"}}",
                "{\"itemNotFound\":{\"code\":404,\"message\":\"of another service\"}}"
            })
    void whatTheServiceItselfDoesNotCallAbsentIsNotGone(String body) {
        fake.on("DELETE", "/network/v2.0/networks/n-1", 404, body);

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> cloud().admin().network().delete("/networks/n-1"))
                .withMessageContaining("network DELETE /networks/n-1 was answered 404")
                .satisfies(failed -> assertThat(failed.kind()).isEqualTo(Kind.BAD_ANSWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void anIdThatWouldLeadElsewhereIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Service.path("/servers/{}", id))
                .withMessage("'" + id + "' names nothing that a service could have");
    }

    @Test
    void toDeleteWhatIsNotThereIsWell() throws Exception {
        fake.on("DELETE", "/network/v2.0/networks/n-1", 204, "");

        assertThat(cloud().admin().network().delete("/networks/n-1")).isTrue();
        assertThat(cloud().admin().network().delete("/networks/n-9")).isFalse();
    }

    @Test
    void noMicroversionIsSentWhereNoneIsNeeded() throws Exception {
        computeSpeaks("2.1", "2.93");
        cloud().admin().compute().get("/servers");

        assertThat(microversion()).isEmpty();
        assertThat(fake.calls()).hasSize(1);
    }

    @Test
    void aNewerServiceIsSpokenToAsWeKnowIt() throws Exception {
        computeSpeaks("2.1", "2.93");
        cloud().admin().compute().at(NEEDED, KNOWN).get("/servers");

        assertThat(microversion()).contains("compute 2.79");
    }

    @Test
    void anOlderServiceIsSpokenToAsItKnows() throws Exception {
        computeSpeaks("2.1", "2.60");
        cloud().admin().compute().at(NEEDED, KNOWN).get("/servers");

        assertThat(microversion()).contains("compute 2.60");
    }

    @Test
    void aServiceThatIsTooOldIsNamed() {
        computeSpeaks("2.1", "2.9");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> cloud().admin().compute().at(NEEDED, KNOWN))
                .withMessage(
                        "the compute service of cloud site-b speaks microversions up to 2.9; needed is at least 2.37");
    }

    @Test
    void aServiceIsAskedForItsVersionsOnceAndBehindTheProject() throws Exception {
        fake.on(
                "GET",
                "/volume/v3/",
                300,
                "{\"versions\":[{\"id\":\"v2.0\",\"version\":\"\",\"min_version\":\"\"},{\"id\":\"v3.0\",\"version\":\"3.70\",\"min_version\":\"3.0\"}]}");
        fake.on("GET", "/volume/v3/p-7/volumes", 200, "{}");
        Service volume = cloud().project("p-7").volume();
        for (int time = 0; time < 2; time++) {
            volume.at(Microversion.of("3.8"), Microversion.of("3.70")).get("/volumes");
        }

        assertThat(microversion()).contains("volume 3.70");
        assertThat(fake.calls())
                .extracting(call -> call.uri().getPath())
                .isEqualTo(List.of("/volume/v3/", "/volume/v3/p-7/volumes", "/volume/v3/p-7/volumes"));
    }

    @Test
    void anErrorHasTheServicesOwnWords() {
        fake.on(
                "POST",
                "/network/v2.0/networks",
                409,
                "{\"NeutronError\":{\"type\":\"OverQuota\",\"message\":\"Quota exceeded for resources: ['network'].\",\"detail\":\"\"}}");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> cloud().admin().network().post("/networks", Map.of()))
                .withMessage(
                        "network POST /networks was answered 409 OverQuota: Quota exceeded for resources: ['network'].")
                .satisfies(failed -> assertThat(failed.kind()).isEqualTo(Kind.QUOTA_EXCEEDED));
    }
}
