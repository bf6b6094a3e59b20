package io.patchbay.authoring;

import io.patchbay.support.operator.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What projects can be written. To add one, add it here, and its two templates. */
enum Kind {
    STRATEGY(
            "Then name it for a purpose in the node's `conf/io.patchbay.placement.json`, which is read while the node runs:\n\n"
                    + "    {\"strategy.play\": \"{{name}}\"}"),
    MATCHER(
            "Then name it for a purpose in the node's `conf/io.patchbay.placement.json`, which is read while the node runs:\n\n"
                    + "    {\"matcher.play\": \"{{name}}\"}"),
    SCHEDULER(
            "Then name it for a purpose in the node's `conf/io.patchbay.placement.json`, which is read while the node runs:\n\n"
                    + "    {\"scheduler.play\": \"{{name}}\"}"),
    PROTOCOL(
            "There is nothing to configure: a client that logs in with `protocol: '{{name}}'` speaks it from then on."),
    NAMESPACE("There is nothing to configure: clients of Socket.IO can connect to `/{{name}}` from then on."),
    ELECTION("Then name it in the node's `conf/io.patchbay.migrator.json`, which is read while the node runs:\n\n"
            + "    {\"election\": \"{{name}}\"}"),
    HANDLER("There is nothing to configure: tasks of the type `{{name}}` are performed by it from then on."),
    COPIER(
            "There is nothing to configure: volumes whose `target_storage` in a plan has `type: {{name}}` are copied by it from then on."),
    LOGIN_POLICY(
            "Then name it in the node's `conf/io.patchbay.lobby.policy.json`, which is read while the node runs:\n\n"
                    + "    {\"policy\": \"{{name}}\"}"),
    OBSERVER_LAUNCHER(
            "Then name it in the node's `conf/io.patchbay.lobby.observers.json`, which is read while the node runs:\n\n"
                    + "    {\"launcher\": \"{{name}}\"}");

    private final String use;

    Kind(String use) {
        this.use = use;
    }

    /** @throws UsageException if there is no such kind */
    static Kind of(String word) throws UsageException {
        for (Kind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new UsageException("new makes a " + words() + ", but was asked for a " + word);
    }

    /** All of them, for messages. */
    static String words() {
        return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining("|"));
    }

    /** As operators call it: {@code login-policy}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As classes call it: {@code LoginPolicy}. */
    String title() {
        return Arrays.stream(name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** How the finished plug-in is put to use; a template. */
    String use() {
        return use;
    }
}
