package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM keeps in use: its heap after a collection, and what is resident of everything else. */
public final class JvmMemory {
    private static final Pattern HEAP =
            Pattern.compile("total (\\d+)K, used (\\d+)K \\[0x([0-9a-f]+), (?:0x[0-9a-f]+, )?0x([0-9a-f]+)\\)");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) [rwxsp-]{4} .*");
    private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(\\d+) kB");

    private JvmMemory() {}

    /** Both together, in megabytes. */
    public static double megabytesAfterCollection(long pid) throws IOException, InterruptedException {
        return afterCollection(pid).total() / 1024 / 1024;
    }

    static Server.Memory afterCollection(long pid) throws IOException, InterruptedException {
        command(pid, "GC.run");
        Matcher heap = HEAP.matcher(command(pid, "GC.heap_info"));
        long used = 0;
        long from = Long.MAX_VALUE;
        long to = 0;
        while (heap.find()) { // one line, or one for each generation, by collector
            used += Long.parseLong(heap.group(2));
            from = Math.min(from, Long.parseLong(heap.group(3), 16));
            to = Math.max(to, Long.parseLong(heap.group(4), 16));
        }
        if (to == 0) {
            throw new IOException("the JVM tells nothing of its heap");
        }
        return new Server.Memory(used * 1024.0, residentOutside(pid, from, to));
    }

    private static double residentOutside(long pid, long from, long to) throws IOException {
        long kilobytes = 0;
        boolean outside = false;
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher resident = RESIDENT.matcher(line);
            if (mapping.matches()) {
                long start = Long.parseUnsignedLong(mapping.group(1), 16);
                outside = start < from || start >= to;
            } else if (outside && resident.matches()) {
                kilobytes += Long.parseLong(resident.group(1));
            }
        }
        return kilobytes * 1024.0;
    }

    private static String command(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(jcmd + " " + command + " failed: " + told);
        }
        return told;
    }
}
