package io.patchbay.migrator.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.type.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of plans says what the records say. */
class PlanSchemaTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode text;
    private static JsonSchema schema;

    @BeforeAll
    static void read() throws IOException {
        text = JSON.readTree(ROOT.resolve("docs/recovery-plan.schema.json").toFile());
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.yaml", "three-tenants.yaml", "two-sites.yaml"})
    void theExamplesSuitIt(String file) throws IOException {
        Object plan = PlanText.of(
                        Files.readAllBytes(ROOT.resolve("examples/recovery").resolve(file)))
                .root();

        assertThat(schema.validate(JSON.valueToTree(plan))).isEmpty();
    }

    @Test
    void refusesWhatThePlansRefuse() {
        assertThat(schema.validate(JSON.valueToTree(Map.of("schema", 2, "name", "p", "colour", "blue"))))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void hasTheMembersOfTheRecordsAndNoOthers() {
        compare(Shape.of(RecoveryPlan.class), text);
    }

    private static void compare(Shape shape, JsonNode described) {
        JsonNode resolved = described.has("$ref")
                ? text.path("$defs").path(described.path("$ref").asText().replace("#/$defs/", ""))
                : described;
        if (shape instanceof Shape.Members members) {
            assertThat(resolved.path("properties").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyElementsOf(
                            members.fields().stream().map(Shape.Field::name).toList());
            assertThat(JSON.convertValue(resolved.path("required"), String[].class))
                    .containsExactlyElementsOf(members.fields().stream()
                            .filter(Shape.Field::required)
                            .map(Shape.Field::name)
                            .toList());
            assertThat(resolved.path("additionalProperties").asBoolean(true)).isFalse();
            members.fields()
                    .forEach(field ->
                            compare(field.shape(), resolved.path("properties").path(field.name())));
        } else if (shape instanceof Shape.Array array) {
            compare(array.element(), resolved.path("items"));
        } else if (shape instanceof Shape.Choice choice) {
            assertThat(JSON.convertValue(resolved.path("enum"), String[].class))
                    .containsExactlyElementsOf(choice.values());
        } else if (!resolved.has("const")) {
            assertThat(resolved.path("type").asText()).isEqualTo(typeOf(shape));
        }
    }

    private static String typeOf(Shape shape) {
        if (shape instanceof Shape.Text || shape instanceof Shape.Hidden) {
            return "string";
        } else if (shape instanceof Shape.Whole) {
            return "integer";
        }
        return shape instanceof Shape.Flag ? "boolean" : "object";
    }
}
