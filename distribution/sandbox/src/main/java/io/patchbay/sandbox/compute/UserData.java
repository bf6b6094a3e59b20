package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What a server reads when it first starts, as Base64. No state. */
final class UserData {
    private static final int MOST_CHARACTERS = 65_535;

    /** Python decodes leniently: what is none of Base64's characters is passed over, and only what is left must be whole. */
    private static final Pattern PASSED_OVER = Pattern.compile("[^0-9a-zA-Z+/=]");

    private static final Pattern WHOLE =
            Pattern.compile("([0-9a-zA-Z+/]{4})*(=*|[0-9a-zA-Z+/]{2}==.*|[0-9a-zA-Z+/]{3}=.*)");

    private UserData() {}

    static void check(JsonNode asked) {
        if (!asked.isTextual()) {
            throw Compute.bad("Invalid input for field/attribute user_data. Value: " + asked + ". " + asked
                    + " is not of type 'string'");
        }
        String text = asked.asText();
        String left = PASSED_OVER.matcher(text).replaceAll("");
        if (!WHOLE.matcher(left).matches()) {
            throw refusal(text, "is not a 'base64'");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw refusal(text, "is too long");
        }
    }

    private static RuntimeException refusal(String text, String reason) {
        return Compute.bad(
                "Invalid input for field/attribute user_data. Value: " + text + ". '" + text + "' " + reason);
    }
}
