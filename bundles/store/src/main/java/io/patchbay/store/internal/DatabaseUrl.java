package io.patchbay.store.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.osgi.service.jdbc.DataSourceFactory;

/** Which database to use, how to reach it, and how to speak of it without giving a password away. Immutable. */
final class DatabaseUrl {
    /** The databases that the SQL of this bundle is tested on. */
    enum Kind {
        H2("jdbc:h2:", "org.h2.Driver", ";"),
        POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "&");

        private final String scheme;
        private final String driverClass;
        private final String separator;

        Kind(String scheme, String driverClass, String separator) {
            this.scheme = scheme;
            this.driverClass = driverClass;
            this.separator = separator;
        }

        /** Value of the service property {@code osgi.jdbc.driver.class} of the driver that is needed. */
        String driverClass() {
            return driverClass;
        }
    }

    private final Kind kind;
    private final String address;
    private final List<String> parameters = new ArrayList<>();
    private final Properties login = new Properties();
    private final List<String> secrets = new ArrayList<>();

    /**
     * @param url as configured; empty for an H2 database in the folder
     * @param user as configured; empty for none, or the one in the URL
     * @param password as configured; empty for none, or the one in the URL
     * @param folder where the H2 database is if the URL is empty
     * @param timeoutMillis how long connecting, and one statement on PostgreSQL, may take
     * @throws IllegalArgumentException if the URL is for no database of these kinds
     */
    DatabaseUrl(String url, String user, String password, Path folder, long timeoutMillis) {
        String full = url.isBlank() ? "jdbc:h2:file:" + semicolonFree(folder.resolve("patchbay")) : url.strip();
        this.kind = kindOf(full);
        int end = full.indexOf(kind == Kind.H2 ? ';' : '?');
        this.address = end < 0 ? full : full.substring(0, end);
        if (end >= 0) {
            for (String parameter : full.substring(end + 1).split(kind.separator, -1)) {
                accept(parameter);
            }
        }
        if (!user.isEmpty()) {
            login.setProperty(DataSourceFactory.JDBC_USER, user);
        } else if (kind == Kind.H2) {
            login.putIfAbsent(DataSourceFactory.JDBC_USER, "sa");
        }
        if (!password.isEmpty()) {
            login.setProperty(DataSourceFactory.JDBC_PASSWORD, password);
            secrets.add(password);
        }
        defaults(timeoutMillis).forEach(this::addIfAbsent);
    }

    Kind kind() {
        return kind;
    }

    /** Where an H2 database is, if in one file of the machine's file system. */
    Optional<Path> file() {
        String place = address.substring(kind.scheme.length()).replaceFirst("^file:", "");
        if (kind != Kind.H2 || place.matches("[A-Za-z][A-Za-z0-9]+:.*")) { // in memory, on a server, split, …
            return Optional.empty();
        }
        String home = System.getProperty("user.home", "");
        return Optional.of(Path.of((place.startsWith("~") ? home + place.substring(1) : place) + ".mv.db"));
    }

    /** What the driver's data source factory needs: the URL without user and password, and these beside it. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(login);
        String mark = kind == Kind.H2 ? ";" : "?";
        properties.setProperty(
                DataSourceFactory.JDBC_URL,
                parameters.isEmpty() ? address : address + mark + String.join(kind.separator, parameters));
        return properties;
    }

    /** The same for H2, but should this open the database, then to read only. */
    Properties propertiesToJoin() {
        Properties properties = properties();
        properties.merge(DataSourceFactory.JDBC_URL, ";ACCESS_MODE_DATA=r", (url, mode) -> url + "" + mode);
        return properties;
    }

    /** The text without any password that this URL or the configuration holds. */
    String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }

    /** Whether the text holds a password. */
    boolean betrays(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    /** The address alone, fit for a log. */
    @Override
    public String toString() {
        return hide(address.replaceFirst("//[^/@]*@", "//"));
    }

    private void accept(String parameter) {
        String name = nameOf(parameter);
        String value = parameter.substring(Math.min(parameter.length(), name.length() + 1));
        if (name.equals("user")) {
            login.setProperty(DataSourceFactory.JDBC_USER, decoded(value));
        } else if (name.equals("password")) {
            login.setProperty(DataSourceFactory.JDBC_PASSWORD, decoded(value));
            secrets.add(decoded(value));
        } else if (!parameter.isBlank()) {
            parameters.add(parameter);
            if (name.contains("password")) {
                secrets.add(value);
            }
        }
        secrets.removeIf(String::isEmpty);
    }

    private void addIfAbsent(String name, Object value) {
        if (parameters.stream().noneMatch(parameter -> nameOf(parameter).equals(name.toLowerCase(Locale.ROOT)))) {
            parameters.add(name + "=" + value);
        }
    }

    /** See README.md for what each is good for. */
    private Map<String, Object> defaults(long timeoutMillis) {
        if (kind == Kind.H2) {
            return Map.of(
                    "WRITE_DELAY", 0,
                    "RETENTION_TIME", 5000,
                    "CACHE_SIZE", 16384,
                    "QUERY_CACHE_SIZE", 32,
                    "LOCK_TIMEOUT", timeoutMillis,
                    "DB_CLOSE_ON_EXIT", "FALSE",
                    "TRACE_LEVEL_FILE", 0);
        }
        long seconds = Math.max(1, (timeoutMillis + 999) / 1000);
        return Map.of(
                "connectTimeout", seconds,
                "loginTimeout", seconds,
                "socketTimeout", seconds,
                "tcpKeepAlive", true,
                "ApplicationName", "patchbay");
    }

    private String decoded(String value) {
        return kind == Kind.H2 ? value : URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    private static Kind kindOf(String url) {
        for (Kind kind : Kind.values()) {
            if (url.startsWith(kind.scheme)) {
                return kind;
            }
        }
        String scheme = url.replaceFirst("^(jdbc:[a-z0-9]{1,20}:)?.*$", "$1"); // the rest may hold a password
        throw new IllegalArgumentException(
                "must begin with jdbc:postgresql: or jdbc:h2: but began with \"" + scheme + "\"");
    }

    private static Path semicolonFree(Path path) {
        if (path.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("cannot be empty while the data folder's path has a semicolon: " + path);
        }
        return path.toAbsolutePath();
    }
}
