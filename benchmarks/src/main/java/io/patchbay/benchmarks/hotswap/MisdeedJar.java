package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.hotswap.misdeeds.Misdeed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars of bad plug-ins: what ships, as another version, with one that does harm in its place. No state. */
final class MisdeedJar {
    private static final String COMPONENT = "OSGI-INF/bad.xml";
    private static final String SHARED = "io/patchbay/benchmarks/hotswap/misdeeds/";

    private MisdeedJar() {}

    /** The version of the bundle that does it. */
    static String versionOf(Misdeed misdeed) {
        return misdeed.effect() == Misdeed.Effect.STANDBY ? "0.0.1" : "99.0.0." + misdeed;
    }

    static byte[] of(BadPlugin bad, ShippedJar shipped, Misdeed misdeed) {
        if (misdeed == Misdeed.IS_NO_JAR) {
            return "this is no jar".getBytes(StandardCharsets.UTF_8);
        }
        byte[] whole = pack(bad, shipped, misdeed);
        return misdeed == Misdeed.IS_TRUNCATED ? JarVariant.cut(whole) : whole;
    }

    private static byte[] pack(BadPlugin bad, ShippedJar shipped, Misdeed misdeed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(shipped.content()));
                JarOutputStream out = new JarOutputStream(bytes, manifest(in.getManifest(), misdeed))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (entry.getName().endsWith(".class")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
            for (String name : new String[] {"Misdeed", "Misdeed$Effect", "Mischief", "Stranger"}) {
                addClass(out, SHARED + name + ".class");
            }
            addClass(out, bad.type());
            for (Class<?> nested : bad.type().getDeclaredClasses()) {
                addClass(out, nested);
            }
            out.putNextEntry(new JarEntry(COMPONENT));
            out.write(component(bad, misdeed).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Manifest manifest(Manifest shipped, Misdeed misdeed) {
        Manifest manifest = new Manifest(shipped);
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Bundle-Version", versionOf(misdeed));
        headers.putValue("Service-Component", COMPONENT);
        if (misdeed == Misdeed.CLAIMS_A_TAKEN_NAME) {
            headers.putValue("Bundle-SymbolicName", "com.example.claimant");
        } else if (misdeed == Misdeed.DOES_NOT_RESOLVE) {
            headers.putValue("Import-Package", headers.getValue("Import-Package") + ",com.example.nowhere");
        }
        return manifest;
    }

    private static void addClass(JarOutputStream out, Class<?> type) throws IOException {
        addClass(out, type.getName().replace('.', '/') + ".class");
    }

    private static void addClass(JarOutputStream out, String path) throws IOException {
        try (InputStream in = MisdeedJar.class.getClassLoader().getResourceAsStream(path)) {
            out.putNextEntry(new JarEntry(path));
            in.transferTo(out);
        }
    }

    private static String component(BadPlugin bad, Misdeed misdeed) {
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="bad" init="1">
                  <property name="patchbay.name" value="%s"/>
                  <property name="misdeed" value="%s"/>
                  <service scope="%s"><provide interface="%s"/></service>
                  <implementation class="%s"/>
                </scr:component>
                """
                .formatted(
                        bad.good().name(),
                        misdeed.name(),
                        bad.scope(),
                        bad.service().getName(),
                        bad.type().getName());
    }
}
