package io.patchbay.recovery.capture;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.recovery.resource.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pools of addresses somebody has chosen. */
class AddressPoolsTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/24, 10.1.0.1, 10.1.0.2-10.1.0.254",
        "10.1.0.0/24, , 10.1.0.1-10.1.0.254",
        "10.1.0.0/24, 10.1.0.9, 10.1.0.1-10.1.0.8 10.1.0.10-10.1.0.254",
        "10.1.0.0/31, , 10.1.0.0-10.1.0.1",
        "2001:db8::/64, 2001:db8::1, 2001:db8::2-2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::/64, fe80::1, 2001:db8::1-2001:db8::ffff:ffff:ffff:ffff"
    })
    void allAddressesAreNoChoice(String cidr, String gateway, String pools) throws Exception {
        assertThat(AddressPools.chosen(subnet(cidr, gateway, pools))).isEmpty();
    }

    @Test
    void someAddressesAreAChoice() throws Exception {
        assertThat(AddressPools.chosen(subnet("10.1.0.0/24", "10.1.0.1", "10.1.0.100-10.1.0.199")))
                .containsExactly(new AddressRange("10.1.0.100", "10.1.0.199"));
    }

    @Test
    void noAddressAtAllIsNoneThatAPlanCouldName() throws Exception {
        assertThat(AddressPools.chosen(subnet("10.1.0.0/24", "10.1.0.1", ""))).isEmpty();
    }

    private static JsonNode subnet(String cidr, String gateway, String pools) throws Exception {
        StringBuilder listed = new StringBuilder();
        for (String pool : pools.isEmpty() ? new String[0] : pools.split(" ", -1)) {
            String[] ends = pool.split("-", 2);
            listed.append(listed.isEmpty() ? "" : ", ")
                    .append("{\"start\": \"%s\", \"end\": \"%s\"}".formatted(ends[0], ends[1]));
        }
        return new ObjectMapper()
                .readTree("{\"cidr\": \"%s\", \"gateway_ip\": %s, \"allocation_pools\": [%s]}"
                        .formatted(cidr, gateway == null ? "null" : "\"" + gateway + "\"", listed));
    }
}
