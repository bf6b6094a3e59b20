package io.patchbay.launcher;

/**
 * The system properties from which logback, inside the framework, learns its settings and its folder. What an embedding program
 * has set of them itself stays, and nothing is left behind for a logback of its own. Thread-safe, as system properties are.
 */
final class LoggingProperties {
    private static final String SETTINGS = "logback.configurationFile"; // read once, while logback starts
    private static final String DATA = "patchbay.data"; // read again whenever those settings change

    private final String settings;
    private final String data;

    private LoggingProperties(String settings, String data) {
        this.settings = settings;
        this.data = data;
    }

    static LoggingProperties of(NodeSettings node) {
        return new LoggingProperties(
                node.home().resolve("conf/logback.xml").toUri().toString(),
                node.data().toString());
    }

    void begin() {
        System.getProperties().putIfAbsent(SETTINGS, settings);
        System.getProperties().putIfAbsent(DATA, data);
    }

    void begun() {
        System.getProperties().remove(SETTINGS, settings);
    }

    void end() {
        begun();
        System.getProperties().remove(DATA, data);
    }
}
