package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.TaskKey;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /recovery/v1/plans}. */
class PlansTest {
    private static final String PLANS = "/recovery/v1/plans";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void saysThatAPlanCanBeCarriedOut() {
        HttpResponse<String> answer = api.asAdmin("POST", PLANS + "/validate", "shop");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"shop\",\"cluster\":\"site-b\",\"tasks\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/validate", "/preview", "/jobs"})
    void refusesAPlanWithEveryFaultAndItsLine(String path) {
        HttpResponse<String> answer = api.asAdmin("POST", PLANS + path, "bad");

        Json.assertProblem(answer, 422, "invalid-plan");
        assertThat(Json.each(Json.at(answer.body(), "faults"), "line")).containsExactly(7);
        assertThat(api.jobs.submitted).isEmpty();
    }

    @Test
    void previewsAPlan() {
        assertThat(api.asAdmin("POST", PLANS + "/preview", "shop").body())
                .contains("\"waves\":[[\"net\"]]")
                .contains("\"criticalPath\":[\"net\"]")
                .contains("\"key\":\"network/n/site-b\"");
    }

    @Test
    void saysWhoHoldsNowWhatAPlanShares() {
        SharedKey network = new SharedKey(SharedKind.NETWORK, "n", "site-b");
        api.jobs.held.add(new SharedStatus(
                network, Optional.of(new TaskKey("before", "net")), true, false, Set.of("before", "another")));

        assertThat(Json.at(api.asAdmin("POST", PLANS + "/preview", "shop").body(), "shared", 0))
                .isEqualTo(Map.of(
                        "key",
                        "network/n/site-b",
                        "maker",
                        "net",
                        "users",
                        List.of(),
                        "made",
                        true,
                        "confirmed",
                        false,
                        "holders",
                        List.of("another", "before")));
    }

    @Test
    void saysThatNobodyHoldsIt() {
        assertThat(api.asAdmin("POST", PLANS + "/preview", "shop").body())
                .contains("\"made\":false,\"confirmed\":false,\"holders\":[]");
    }

    @Test
    void previewsAPlanWhileNobodyKnowsWhatIsHeld() {
        api.jobs.away = true;

        HttpResponse<String> answer = api.asAdmin("POST", PLANS + "/preview", "shop");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("network/n/site-b").doesNotContain("holders");
    }

    @Test
    void submitsTheJobOfAPlan() {
        HttpResponse<String> answer = api.asAdmin("POST", PLANS + "/jobs?type=simulation&id=drill-7", "shop");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/recovery/v1/jobs/drill-7");
        assertThat(api.jobs.submitted.get("drill-7").type()).isEqualTo(JobType.SIMULATION);
    }

    @Test
    void refusesATypeOfJobThatThereIsNot() {
        assertThat(api.asAdmin("POST", PLANS + "/jobs?type=guess", "shop").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhoeverIsNotTheAdmin() {
        assertThat(api.send("POST", PLANS + "/validate", "shop", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void saysThatItIsStartingWhileNobodyReadsPlans() {
        api.jobsLink.unbindPlans(api.plans);

        Json.assertProblem(api.asAdmin("POST", PLANS + "/validate", "shop"), 503, "starting");
    }
}
