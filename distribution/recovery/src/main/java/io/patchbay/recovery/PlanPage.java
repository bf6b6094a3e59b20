package io.patchbay.recovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.support.operator.Printout;
import io.patchbay.support.operator.Table;
import io.patchbay.support.operator.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a plan will do, for people or programs. Immutable.
 *
 * @param node what a node says of it, if one was asked
 */
record PlanPage(JobSubmission job, Preview preview, Optional<NodeView> node) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 2;

    void print(Printout out) {
        boolean measured = preview.types().stream().allMatch(Preview.TypeCount::measured);
        out.line(job.name() + " onto " + job.cluster() + ": "
                + PlanFile.counted(job.tasks().size(), "task") + " in "
                + PlanFile.counted(preview.waves().size(), "wave") + ", about "
                + Text.span(preview.estimate().toMillis()) + (measured ? "" : " (some of it guessed)"));
        job.objective()
                .ifPresent(objective -> out.line("objective: " + Text.span(objective.toMillis())
                        + (preview.estimate().compareTo(objective) > 0 ? ", which it would miss" : "")));
        out.line("");
        out.table(waves());
        out.line("");
        out.table(types());
        out.line("");
        out.table(shared());
        out.line("");
        out.line("critical path: " + String.join(" > ", preview.criticalPath()));
        node.ifPresent(known -> missing(known.handlers())
                .ifPresent(lacking -> out.line("no handler is installed for " + lacking + ": such tasks would wait")));
    }

    private Optional<String> missing(Map<String, String> known) {
        String lacking = preview.types().stream()
                .map(Preview.TypeCount::type)
                .filter(type -> !known.containsKey(type))
                .collect(Collectors.joining(", "));
        return lacking.isEmpty() ? Optional.empty() : Optional.of(lacking);
    }

    private Table waves() {
        Map<String, TaskSpec> byId = job.tasks().stream().collect(Collectors.toMap(TaskSpec::id, Function.identity()));
        Table table = new Table("no waves", "#wave", "#tasks", "what");
        int number = 0;
        for (List<String> wave : preview.waves()) {
            number++;
            Map<String, Integer> counts = new LinkedHashMap<>();
            wave.forEach(id -> counts.merge(byId.get(id).type(), 1, Integer::sum));
            String what = counts.entrySet().stream()
                    .map(type -> (type.getValue() == 1 ? "" : type.getValue() + " × ") + type.getKey())
                    .collect(Collectors.joining(", "));
            table.row(number, wave.size(), what);
        }
        return table;
    }

    private Table types() {
        Table table = node.isPresent()
                ? new Table("no tasks", "type", "#tasks", "#each", "by", "handler")
                : new Table("no tasks", "type", "#tasks", "#each", "by");
        for (Preview.TypeCount type : preview.types()) {
            String each = Text.span(type.each().toMillis());
            String by = type.measured() ? "measured" : "guessed";
            if (node.isPresent()) {
                String handler = node.get().handlers().getOrDefault(type.type(), "none");
                table.row(type.type(), type.count(), each, by, handler);
            } else {
                table.row(type.type(), type.count(), each, by);
            }
        }
        return table;
    }

    private Table shared() {
        String nothing = "nothing is shared with other jobs";
        Table table = node.isPresent()
                ? new Table(nothing, "shared", "made by", "now", "needed by")
                : new Table(nothing, "shared", "made by", "needed by");
        for (Preview.Sharing sharing : preview.shared()) {
            List<String> users = sharing.users();
            String shown = users.size() <= SHOWN
                    ? String.join(", ", users)
                    : String.join(", ", users.subList(0, SHOWN)) + " and " + (users.size() - SHOWN) + " more";
            if (node.isPresent()) {
                Optional<NodeView.Now> now = now(sharing);
                table.row(
                        sharing.key(),
                        sharing.maker(),
                        now.map(NodeView.Now::toString).orElse("not known"),
                        shown);
            } else {
                table.row(sharing.key(), sharing.maker(), shown);
            }
        }
        return table;
    }

    private Optional<NodeView.Now> now(Preview.Sharing sharing) {
        return node.map(known -> known.shared().get(sharing.key().toString()));
    }

    ObjectNode json() {
        ObjectNode page = JSON.createObjectNode()
                .put("name", job.name())
                .put("cluster", job.cluster())
                .put("tasks", job.tasks().size())
                .put("estimateMillis", preview.estimate().toMillis());
        job.objective().ifPresent(objective -> page.put("objectiveMillis", objective.toMillis()));
        page.set("waves", JSON.valueToTree(preview.waves()));
        page.set("criticalPath", JSON.valueToTree(preview.criticalPath()));
        ArrayNode types = page.putArray("types");
        for (Preview.TypeCount type : preview.types()) {
            ObjectNode one = types.addObject()
                    .put("type", type.type())
                    .put("tasks", type.count())
                    .put("eachMillis", type.each().toMillis())
                    .put("measured", type.measured());
            node.map(known -> known.handlers().get(type.type())).ifPresent(version -> one.put("handler", version));
        }
        ArrayNode shared = page.putArray("shared");
        for (Preview.Sharing sharing : preview.shared()) {
            ObjectNode one =
                    shared.addObject().put("key", sharing.key().toString()).put("maker", sharing.maker());
            one.set("users", JSON.valueToTree(sharing.users()));
            now(sharing).ifPresent(now -> one.put("made", now.made())
                    .put("confirmed", now.confirmed())
                    .set("holders", JSON.valueToTree(now.holders())));
        }
        return page;
    }

    static ObjectNode json(List<Fault> faults) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode all = page.putArray("faults");
        for (Fault fault : faults) {
            all.addObject()
                    .put("code", fault.code())
                    .put("pointer", fault.pointer())
                    .put("line", fault.line().orElse(1))
                    .put("message", fault.message());
        }
        return page;
    }
}
