package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.type.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** A plan as YAML: one line for each thing that has only values, more for what has parts, or text of several lines. No state. */
final class YamlPlan {
    private static final int COLUMNS = 160;

    private YamlPlan() {}

    static String of(RecoveryPlan plan) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.AUTO);
        options.setWidth(COLUMNS);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        return new Yaml(new Words(options), options)
                .dump(filled(Records.write(plan).values()));
    }

    /** Without empty lists and objects: they say nothing. */
    private static Object filled(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<Object, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> {
                Object kept = filled(member);
                if (!List.of().equals(kept) && !Map.of().equals(kept)) {
                    members.put(name, kept);
                }
            });
            return members;
        }
        return value instanceof List<?> list
                ? list.stream().map(YamlPlan::filled).toList()
                : value;
    }

    /** Quotes whatever would be read as something else than text, or as another text. */
    private static final class Words extends Representer {
        private static final Pattern ELSE = Pattern.compile("null|true|false|-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
        private static final Pattern BREAK = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

        Words(DumperOptions options) {
            super(options);
            representers.put(String.class, text -> scalar((String) text));
        }

        private Node scalar(String text) {
            return representScalar(Tag.STR, text, style(text));
        }

        private static ScalarStyle style(String text) {
            if (ELSE.matcher(text).matches()
                    || BREAK.matcher(text.replace("\n", "")).find()) {
                return ScalarStyle.DOUBLE_QUOTED;
            }
            return text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
        }
    }
}
