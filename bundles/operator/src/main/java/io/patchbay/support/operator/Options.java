package io.patchbay.support.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options after a word of the command line: {@code --name value}, {@code --name=value} and {@code --flag}, and where they are
 * allowed other words among them. Immutable.
 */
public final class Options {
    private static final Set<String> REPEATABLE = Set.of("--set", "--quota", "--fault");

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    /**
     * Reads options, and nothing else.
     *
     * @param named the options that take a value
     * @param flags the options that take none
     * @throws UsageException if an argument is none of them, or a value is missing
     */
    public Options(List<String> arguments, List<String> named, List<String> flags) throws UsageException {
        this(arguments, named, flags, false);
    }

    /**
     * Reads options, and what stands among them.
     *
     * @param named the options that take a value
     * @param flags the options that take none
     * @param operands whether there may be words that are neither
     * @throws UsageException if an argument is none of them, or a value is missing
     */
    public Options(List<String> arguments, List<String> named, List<String> flags, boolean operands)
            throws UsageException {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 0 ? argument.substring(0, equals) : argument;
            if (operands && !argument.startsWith("--")) {
                this.operands.add(argument);
            } else if (flags.contains(argument)) {
                add(argument, "");
            } else if (flags.contains(name)) {
                throw new UsageException(name + " takes no value");
            } else if (!named.contains(name)) {
                throw new UsageException(name + " is no option here; there are "
                        + String.join(
                                " ",
                                Stream.concat(named.stream(), flags.stream()).toList()));
            } else if (equals > 0 && argument.startsWith("--")) {
                add(name, argument.substring(equals + 1));
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                i++;
                add(name, arguments.get(i));
            } else {
                throw new UsageException(name + " needs a value");
            }
        }
        for (Map.Entry<String, List<String>> given : values.entrySet()) {
            if (given.getValue().size() > 1 && !REPEATABLE.contains(given.getKey())) {
                throw new UsageException(given.getKey() + " is given more than once");
            }
            if (!flags.contains(given.getKey()) && given.getValue().contains("")) {
                throw new UsageException(given.getKey() + " needs a value");
            }
        }
    }

    /** The words that are no options, in order. */
    public List<String> operands() {
        return List.copyOf(operands);
    }

    /** Whether a flag was given. */
    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** The value of an option, if it was given. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** Every value of an option. */
    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * The value of an option, if it was given.
     *
     * @throws UsageException if there is one and it does not match the pattern
     */
    public Optional<String> value(String name, String pattern, String meaning) throws UsageException {
        Optional<String> value = value(name);
        if (value.isPresent() && !value.get().matches(pattern)) {
            throw new UsageException(name + " must be " + meaning + " but was " + value.get());
        }
        return value;
    }

    /**
     * The number that an option gives.
     *
     * @throws UsageException if it is no whole number within the range
     */
    public int number(String name, int otherwise, int least, int most) throws UsageException {
        Optional<String> value = value(name, "\\d{1,9}", "a number from " + least + " to " + most);
        int number = value.map(Integer::parseInt).orElse(otherwise);
        if (number < least || number > most) {
            throw new UsageException(name + " must be a number from " + least + " to " + most + " but was " + number);
        }
        return number;
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
    }
}
