package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.type.Records;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A plan in YAML. Only the tree of nodes comes from the library: what a plain scalar is, is decided as in JSON, so that {@code no} is
 * a word and {@code 08:15} no number. No object is made by tags, and nothing stands for something elsewhere. Confined to one thread.
 */
final class YamlText {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,999})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,999})(\\.\\d{1,999})?([eE][-+]?\\d{1,6})?");
    private static final String STANDARD = "tag:yaml.org,2002:";

    private final PlanText.Notes notes = new PlanText.Notes();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlText() {}

    static PlanText read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Plans.MAX_BYTES);
        options.setNestingDepthLimit(PlanText.MAX_DEPTH);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                return PlanText.unreadable("syntax", 1, "the plan is empty");
            }
            YamlText reading = new YamlText();
            return reading.notes.of(reading.value(root, ""));
        } catch (MarkedYAMLException malformed) {
            Mark mark = malformed.getProblemMark() == null ? malformed.getContextMark() : malformed.getProblemMark();
            return PlanText.unreadable("syntax", mark == null ? 1 : mark.getLine() + 1, malformed.getProblem());
        } catch (YAMLException malformed) {
            return PlanText.unreadable("syntax", 1, String.valueOf(malformed.getMessage()));
        }
    }

    private Object value(Node node, String pointer) {
        int line = node.getStartMark().getLine() + 1;
        notes.line(pointer, line);
        if (!seen.add(node)) {
            notes.fault("syntax", pointer, line, "anchors and aliases are not taken: write it out");
            return null;
        }
        if (!node.getTag().getValue().startsWith(STANDARD)) {
            notes.fault("syntax", pointer, line, "tags are not taken: leave it out");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        } else if (node instanceof SequenceNode sequence) {
            return array(sequence, pointer);
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? plain(scalar.getValue()) : scalar.getValue();
    }

    private Map<String, Object> object(MappingNode mapping, String pointer) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            int line = member.getKeyNode().getStartMark().getLine() + 1;
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                notes.fault("syntax", pointer, line, "the name of a member must be a word");
                continue;
            }
            String below = pointer + "/" + Records.escaped(key.getValue());
            if (members.containsKey(key.getValue())) {
                notes.duplicate(below, line);
            }
            notes.line(below, line);
            members.put(key.getValue(), value(member.getValueNode(), below));
        }
        return members;
    }

    private List<Object> array(SequenceNode sequence, String pointer) {
        List<Object> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(value(element, pointer + "/" + elements.size()));
        }
        return elements;
    }

    private static Object plain(String text) {
        if (text.isEmpty() || text.equals("null") || text.equals("~")) {
            return null;
        } else if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        } else if (WHOLE.matcher(text).matches()) {
            return whole(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static Number whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
