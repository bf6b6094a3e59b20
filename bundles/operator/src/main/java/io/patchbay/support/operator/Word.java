package io.patchbay.support.operator;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One word of the operator's command line. Immutable.
 *
 * @param name the word
 * @param operands what stands after it, as the usage shows it: {@code PURPOSE TASK [NAME]}; those in brackets may be left out,
 *     and one that ends in dots may come again
 * @param meaning a line on what it does
 * @param named its own options that take a value
 * @param flags its own options that take none
 * @param action does it
 */
public record Word(
        String name, String operands, String meaning, List<String> named, List<String> flags, Action action) {
    private static final int MANY = 1_000;

    /** What a word does. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws UsageException if what the operator wrote cannot be meant
         * @throws IOException if the node refuses or does not answer; the message says why
         */
        void perform(Invocation invocation) throws UsageException, IOException, InterruptedException;
    }

    /** A word without options of its own. */
    public static Word of(String name, String operands, String meaning, Action action) {
        return new Word(name, operands, meaning, List.of(), List.of(), action);
    }

    /** The line that shows how it is written. */
    public String usage(Surroundings surroundings) {
        return operands.isEmpty() ? surroundings.prefix() + name : surroundings.prefix() + name + " " + operands;
    }

    /** What it does, and which options it takes. */
    public String help(Surroundings surroundings) {
        StringBuilder help = new StringBuilder("usage: " + usage(surroundings));
        named.forEach(option -> help.append(" [").append(option).append(" …]"));
        flags.forEach(option -> help.append(" [").append(option).append(']'));
        help.append(" [--json]");
        if (!surroundings.optionsHelp().isEmpty()) {
            help.append(' ').append(surroundings.optionsHelp());
        }
        return help.append("\n\n  ").append(meaning).toString();
    }

    /**
     * Does it, or with {@code --help} says what it does.
     *
     * @param arguments operands and options
     * @throws UsageException if what the operator wrote cannot be meant
     * @throws IOException if the node refuses or does not answer; the message says why
     */
    public void run(List<String> arguments, Surroundings surroundings, Output output)
            throws UsageException, IOException, InterruptedException {
        if (arguments.contains("--help")) {
            output.help(help(surroundings));
            return;
        }
        Options options = new Options(
                arguments,
                Stream.concat(named.stream(), surroundings.options().stream()).toList(),
                Stream.concat(flags.stream(), Stream.of("--json")).toList(),
                true);
        int given = options.operands().size();
        if (given < least() || given > most()) {
            throw new UsageException(name + " is written: " + usage(surroundings));
        }
        action.perform(new Invocation(surroundings.connector().connect(options), options, output));
    }

    private int least() {
        return (int) parts().filter(part -> !part.startsWith("[")).count();
    }

    private int most() {
        return operands.contains("…") ? MANY : (int) parts().count();
    }

    private Stream<String> parts() {
        return Stream.of(operands.split(" ")).filter(part -> !part.isEmpty());
    }
}
