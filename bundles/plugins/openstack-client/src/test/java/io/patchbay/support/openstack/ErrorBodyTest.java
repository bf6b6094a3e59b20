package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the errors of the services mean for a task: bodies as the services write them. */
class ErrorBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | {\"error\":{\"code\":401,\"message\":\"m\",\"title\":\"Unauthorized\"}}              | unauthorized   | false | Unauthorized",
                "403 | {\"error\":{\"code\":403,\"message\":\"m\",\"title\":\"Forbidden\"}}                 | forbidden      | false | Forbidden",
                "403 | {\"forbidden\":{\"code\":403,\"message\":\"Quota exceeded for instances\"}}          | quota_exceeded | false | forbidden",
                "403 | {\"forbidden\":{\"code\":403,\"message\":\"Maximum number of ports exceeded\"}}      | quota_exceeded | false | forbidden",
                "403 | {\"forbidden\":{\"code\":403,\"message\":\"Policy doesn't allow os-quota-sets\"}}   | forbidden      | false | forbidden",
                "409 | {\"NeutronError\":{\"type\":\"IpAddressInUse\",\"message\":\"of net quota-7\"}}      | busy           | true  | IpAddressInUse",
                "409 | {\"error\":{\"code\":409,\"message\":\"project quota is there\",\"title\":\"Conflict\"}} | conflict | false | Conflict",
                "413 | \"\"                                                                                 | bad_request    | false | ''",
                "404 | {\"itemNotFound\":{\"code\":404,\"message\":\"m\"}}                                  | not_found      | true  | itemNotFound",
                "409 | {\"error\":{\"code\":409,\"message\":\"Duplicate entry\",\"title\":\"Conflict\"}}    | conflict       | false | Conflict",
                "409 | {\"NeutronError\":{\"type\":\"NetworkInUse\",\"message\":\"m\",\"detail\":\"\"}}     | busy           | true  | NetworkInUse",
                "409 | {\"NeutronError\":{\"type\":\"RouterInterfaceInUseByFloatingIP\",\"message\":\"m\"}} | busy           | true  | RouterInterfaceInUseByFloatingIP",
                "409 | {\"NeutronError\":{\"type\":\"OverQuota\",\"message\":\"m\"}}                        | quota_exceeded | false | OverQuota",
                "409 | {\"NeutronError\":{\"type\":\"IpAddressAlreadyAllocated\",\"message\":\"m\"}}        | conflict       | false | IpAddressAlreadyAllocated",
                "409 | {\"conflictingRequest\":{\"code\":409,\"message\":\"m\"}}                            | busy           | true  | conflictingRequest",
                "413 | {\"overLimit\":{\"code\":413,\"message\":\"m\"}}                                     | quota_exceeded | false | overLimit",
                "400 | {\"badRequest\":{\"code\":400,\"message\":\"m\"}}                                    | bad_request    | false | badRequest",
                "429 | {\"overLimit\":{\"code\":429,\"message\":\"m\"}}                                     | rate_limited   | true  | overLimit",
                "500 | {\"computeFault\":{\"code\":500,\"message\":\"m\"}}                                  | service_fault  | true  | computeFault",
                "502 | \"\"                                                                                 | service_fault  | true  | ''",
                "302 | \"\"                                                                                 | bad_answer     | true  | ''",
            })
    void meansForATask(int status, String body, String code, boolean retryable, String type) throws Exception {
        OpenStackException failed =
                ErrorBody.of(new ObjectMapper().readTree(body)).exception("the request", status);

        assertThat(failed.asTaskFailure("create.it").reason().code()).isEqualTo("create.it." + code);
        assertThat(failed.asTaskFailure("create.it").isRetryable()).isEqualTo(retryable);
        assertThat(failed.type()).isEqualTo(type.replace("''", ""));
        assertThat(failed.status()).contains(status);
    }
}
