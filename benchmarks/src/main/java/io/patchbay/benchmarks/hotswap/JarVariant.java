package io.patchbay.benchmarks.hotswap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars made of one that ships. No state. */
final class JarVariant {
    private static final String VERSION = "Bundle-Version";

    private JarVariant() {}

    /** The same plug-ins as another version of their bundle: other content, other class loader. */
    static byte[] ofVersion(byte[] jar, String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(jar.length);
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = new Manifest(in.getManifest());
            manifest.getMainAttributes().putValue(VERSION, version);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static String versionOf(byte[] jar) {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            return in.getManifest().getMainAttributes().getValue(VERSION);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As it is after a copy that broke off. */
    static byte[] cut(byte[] jar) {
        return Arrays.copyOf(jar, jar.length / 2);
    }
}
