package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A jar with plug-ins whose sources a test states, for those that no careful author would write. Confined to one thread. */
final class SourceJar {
    private static final String PACKAGE = "com.example.bad";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    SourceJar(String symbolicName) {
        header("Manifest-Version", "1.0");
        header("Bundle-ManifestVersion", "2");
        header("Bundle-SymbolicName", symbolicName);
        header("Bundle-Version", "1.0.0");
        header("Import-Package", "io.patchbay.api,io.patchbay.api.placement,io.patchbay.api.portal");
    }

    SourceJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /**
     * Adds a plug-in.
     *
     * @param type the interface, with its package below {@code io.patchbay.api}: {@code placement.Strategy}
     * @param scope of its service: {@code prototype} or {@code singleton}
     * @param body what stands in its class
     */
    SourceJar plugin(String type, String scope, String name, String body) {
        return plugin(List.of(type), scope, name, body, "");
    }

    /**
     * Adds a component that is several plug-ins.
     *
     * @param references as its description has them
     */
    SourceJar plugin(List<String> types, String scope, String name, String body, String references) {
        String className = "Plugin" + sources.size();
        sources.put(
                className,
                "package " + PACKAGE + "; import io.patchbay.api.*; import io.patchbay.api.placement.*;"
                        + " import io.patchbay.api.portal.*; import java.util.*;\npublic class " + className
                        + " implements "
                        + types.stream().map(type -> "io.patchbay.api." + type).collect(Collectors.joining(", "))
                        + " {\n" + body + "\n}");
        String component = "OSGI-INF/" + className + ".xml";
        files.put(
                component,
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <property name="patchbay.name" value="%s"/>
                  <service scope="%s">%s</service>
                  %s
                  <implementation class="%s.%s"/>
                </scr:component>
                """
                        .formatted(
                                className,
                                name,
                                scope,
                                types.stream()
                                        .map(type -> "<provide interface=\"io.patchbay.api." + type + "\"/>")
                                        .collect(Collectors.joining()),
                                references,
                                PACKAGE,
                                className));
        header("Service-Component", String.join(",", files.keySet()));
        return this;
    }

    /** A strategy of one statement. */
    SourceJar strategy(String name, String statement) {
        return plugin(
                "placement.Strategy",
                "prototype",
                name,
                "public Optional<Worker> choose(Decision decision) { " + statement + " }");
    }

    /** Compiles and packs it. */
    Path write(Path folder, String fileName) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(fileName + ".classes"));
        if (!sources.isEmpty()) {
            compile(classes);
        }
        Path jar = folder.resolve(fileName);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out, manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                archive.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, archive);
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                archive.putNextEntry(new JarEntry(file.getKey()));
                archive.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> bundles = Files.list(Path.of(System.getProperty("patchbay.home"), "bundles"))) {
            manager.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    bundles.filter(bundle -> bundle.getFileName().toString().startsWith("api-"))
                            .toList());
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            assertThat(compiler.getTask(messages, manager, null, List.of("--release", "17"), null, units)
                            .call())
                    .as(messages::toString)
                    .isTrue();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + PACKAGE.replace('.', '/') + "/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
