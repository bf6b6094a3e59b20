package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FormProofTest {
    private final FormProof proof = new FormProof();

    private String written() {
        Html html = new Html();
        proof.writeTo(html);
        Matcher value = Pattern.compile("value=\"([0-9a-f]+)\"").matcher(html.toString());
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    @Test
    void knowsTheFormsOfItsPages() {
        assertThat(proof.isIn(Form.of(Map.of(FormProof.FIELD, written())))).isTrue();
    }

    @Test
    void knowsTheFormsOfOthers() {
        assertThat(proof.isIn(Form.of(Map.of()))).isFalse();
        assertThat(proof.isIn(Form.of(Map.of(FormProof.FIELD, "")))).isFalse();
        assertThat(proof.isIn(Form.of(Map.of(FormProof.FIELD, "0".repeat(32))))).isFalse();
    }
}
