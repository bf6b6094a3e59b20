package io.patchbay.coordination.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The options of {@link StandaloneZooKeeper}. Immutable.
 *
 * @param port {@code --port}: 0 for any that is free
 * @param bind {@code --bind}: address or host name to listen at
 * @param data {@code --data}: folder of its snapshots and logs
 */
record Options(int port, String bind, Path data) {
    private static final Options DEFAULTS = new Options(2181, "127.0.0.1", Path.of("data-zookeeper"));

    /** @throws IllegalArgumentException with one line that names the option */
    static Options parse(String... words) {
        Options options = DEFAULTS;
        for (int i = 0; i < words.length; i += 2) {
            String option = words[i];
            if (!option.equals("--port") && !option.equals("--bind") && !option.equals("--data")) {
                throw new IllegalArgumentException("unknown option " + option);
            }
            if (i + 1 == words.length || words[i + 1].isBlank()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            options = options.with(option, words[i + 1]);
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--port" -> new Options(port(value), bind, data);
            case "--bind" -> new Options(port, value, data);
            default -> new Options(port, bind, folder(value));
        };
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port must be a number from 0 to 65535 but was " + value);
        }
        return Integer.parseInt(value);
    }

    private static Path folder(String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException("--data must be a folder but was " + value, malformed);
        }
    }
}
