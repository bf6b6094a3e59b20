package io.patchbay.hotswap.internal;

import io.patchbay.hotswap.internal.sample.SampleActivator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A small plug-in jar. Immutable. */
record PluginJar(Map<String, String> headers, Map<String, String> sample) {
    private static final List<String> CLASSES = List.of(
            "SampleActivator",
            "SampleActivator$Each",
            "SampleActivator$SampleGreeter",
            "SampleComponent",
            "SamplePair");
    private static final String COMPONENT =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="hello">
              <property name="patchbay.name" value="hello"/>
              <service scope="%s"><provide interface="io.patchbay.hotswap.internal.greeting.Greeter"/></service>
              <implementation class="io.patchbay.hotswap.internal.sample.SampleComponent"/>
            </scr:component>
            """;

    /** A jar with one greeter called {@code hello}. */
    static PluginJar greeter(String version, String answer) {
        return new PluginJar(
                Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "sample.greeter",
                        "Bundle-Version", version,
                        "Bundle-Activator", SampleActivator.class.getName(),
                        "Import-Package", "org.osgi.framework,io.patchbay.hotswap.internal.greeting"),
                Map.of("name", "hello", "answer", answer));
    }

    /** A jar with one greeter called {@code hello}, made by declarative services. */
    static PluginJar component(String version, String answer, String scope) {
        return greeter(version, answer)
                .without("Bundle-Activator")
                .header("Import-Package", "io.patchbay.hotswap.internal.greeting")
                .header("Service-Component", "OSGI-INF/hello.xml")
                .sample("scope", scope);
    }

    PluginJar header(String name, String value) {
        return new PluginJar(with(headers, name, value), sample);
    }

    PluginJar without(String name) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(name);
        return new PluginJar(fewer, sample);
    }

    PluginJar sample(String key, String value) {
        return new PluginJar(headers, with(sample, key, value));
    }

    /** Appears in the folder at once, as a careful operator does it. */
    Path moveTo(Path file) {
        try {
            Path written = Files.write(file.resolveSibling(file.getFileName() + ".part"), bytes());
            return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    byte[] bytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String name : CLASSES) {
                jar.putNextEntry(
                        new ZipEntry(SampleActivator.class.getPackageName().replace('.', '/') + "/" + name + ".class"));
                try (InputStream in = SampleActivator.class.getResourceAsStream(name + ".class")) {
                    in.transferTo(jar);
                }
            }
            jar.putNextEntry(new ZipEntry("OSGI-INF/hello.xml"));
            jar.write(COMPONENT
                    .formatted(sample.getOrDefault("scope", "singleton"))
                    .getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new ZipEntry("sample.properties"));
            Properties properties = new Properties();
            properties.putAll(sample);
            properties.store(jar, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }
}
