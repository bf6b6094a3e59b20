package io.patchbay.benchmarks.hotswap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The class loaders in the heap of another JVM. No state. */
final class ClassLoaders {
    private ClassLoaders() {}

    /** How many class loaders have loaded a class of that name and are in the heap after a collection. */
    static long generations(long pid, String className) {
        jcmd(pid, "GC.run");
        return jcmd(pid, "VM.classloaders", "show-classes", "fold=false")
                .lines()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    private static String jcmd(long pid, String... command) {
        String[] whole = new String[command.length + 2];
        whole[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        whole[1] = String.valueOf(pid);
        System.arraycopy(command, 0, whole, 2, command.length);
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", whole) + " failed: " + told);
            }
            return told;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
