package io.patchbay.authoring;

import io.patchbay.api.Identifier;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A project for one plug-in: one class, one test, one pom and a README. Immutable.
 *
 * @param kind what it is
 * @param name its {@code patchbay.name}
 * @param packageName of its class
 */
record NewProject(Kind kind, String name, String packageName) {
    private static final String USAGE = "usage: patchbay new " + Kind.words() + " NAME [--dir DIR] [--package PACKAGE]";

    /** Where a project is to be written. */
    record Order(NewProject project, Path folder) {
        /**
         * Reads what follows the word {@code new}.
         *
         * @param current the folder that relative ones start from
         * @throws UsageException if it is wrong, or the folder is there already
         */
        static Order parse(List<String> arguments, Path current) throws UsageException {
            Options options = new Options(arguments, List.of("--dir", "--package"), List.of(), true);
            if (options.operands().size() != 2) {
                throw new UsageException(USAGE);
            }
            Kind kind = Kind.of(options.operands().get(0));
            String name = requireName(options.operands().get(1));
            String packageName = options.value("--package")
                    .orElse("com.example." + className(kind, name).toLowerCase(Locale.ROOT));
            NewProject project = new NewProject(kind, name, requirePackage(packageName));
            Path folder = current.resolve(options.value("--dir").orElse(project.artifact()));
            if (Files.exists(folder)) {
                throw new UsageException(folder + " exists already; --dir names another folder");
            }
            return new Order(project, folder);
        }
    }

    private static String requireName(String name) throws UsageException {
        if (!Identifier.isValid(name) || !Character.isLetterOrDigit(name.charAt(0))) {
            throw new UsageException("the name of a plug-in is 1 to " + Identifier.MAX_LENGTH
                    + " letters, digits or - _ . : @, and begins with a letter or digit, but was " + name);
        }
        return name;
    }

    private static String requirePackage(String name) throws UsageException {
        if (!SourceVersion.isName(name) || name.startsWith("java.") || name.startsWith("io.patchbay.")) {
            throw new UsageException(
                    "--package must be a Java package of your own, like com.example.policy, but was " + name);
        }
        return name;
    }

    /** {@code most-room-left} as a strategy is {@code MostRoomLeftStrategy}, {@code 1.3} as a protocol {@code Protocol13}. */
    private static String className(Kind kind, String name) {
        String words = Arrays.stream(name.split("[^0-9A-Za-z]+"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (Character.isDigit(words.charAt(0))) {
            return kind.title() + words;
        }
        boolean says =
                words.endsWith(kind.title()) && words.length() > kind.title().length();
        return says ? words : words + kind.title();
    }

    private String className() {
        return className(kind, name);
    }

    /** Name of the folder and, with the version, of the jar. */
    String artifact() {
        String plain = name.replaceAll("[^0-9A-Za-z_]+", "-").replaceAll("-$", "");
        return Character.isDigit(plain.charAt(0)) ? kind.word() + "-" + plain : plain;
    }

    /**
     * What is in each file, by its path.
     *
     * @param repository the Maven repository of this distribution
     */
    Map<String, String> files(Path repository) throws IOException {
        String source = packageName.replace('.', '/') + "/" + className();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("src/main/java/" + source + ".java", filled(kind.title() + ".java", repository));
        files.put("src/test/java/" + source + "Test.java", filled(kind.title() + "Test.java", repository));
        files.put("pom.xml", filled("pom.xml", repository));
        files.put("README.md", filled("README.md", repository));
        return files;
    }

    /** Writes the files into a folder that is not there yet. */
    List<String> write(Path folder, Path repository) throws IOException {
        Map<String, String> files = files(repository);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        return List.copyOf(files.keySet());
    }

    private String filled(String template, Path repository) throws IOException {
        return read(template)
                .replace("{{use}}", kind.use())
                .replace("{{kind}}", kind.word())
                .replace("{{class}}", className())
                .replace("{{name}}", name)
                .replace("{{artifact}}", artifact())
                .replace("{{package}}", packageName)
                .replace("{{repository}}", xml(repository.toUri().toString()));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("/$", "");
    }

    private static String read(String template) throws IOException {
        try (InputStream in = NewProject.class.getResourceAsStream(template + ".template")) {
            if (in == null) {
                throw new IOException("there is no template " + template);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
