package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectionCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that was read to its last byte and found to be a bundle. Immutable.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 */
record WholeJar(String symbolicName, Version version) {
    static final long MAX_BYTES = 256L << 20;
    private static final long MAX_UNPACKED_BYTES = 1L << 30;
    private static final int MAX_ENTRIES = 50_000;
    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final byte[] ZIP_START = {'P', 'K', 3, 4};

    /**
     * Reads every entry, because a jar that was cut or mixed while it was copied often has an intact beginning.
     *
     * @throws RefusedJarException says what is wrong with the file
     */
    static WholeJar read(Path file) throws IOException, RefusedJarException {
        requireZipStart(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            requireSoundEntries(zip);
            return identify(manifestOf(zip));
        } catch (ZipException broken) {
            // a zip file's directory stands at its end: a file that starts as one but has none was cut
            throw new RefusedJarException(
                    RejectionCause.NOT_A_JAR,
                    isCut(broken)
                            ? "not a jar: truncated after " + Files.size(file) + " bytes"
                            : "not a jar: " + Reasons.line(String.valueOf(broken.getMessage())));
        } catch (IllegalArgumentException broken) {
            throw new RefusedJarException(
                    RejectionCause.NOT_A_JAR, "not a jar: " + Reasons.of(broken)); // entry names that are not text
        }
    }

    private static boolean isCut(ZipException broken) {
        String message = String.valueOf(broken.getMessage());
        return message.contains("END header") || message.contains("END signature");
    }

    private static void requireZipStart(Path file) throws IOException, RefusedJarException {
        long size = Files.size(file);
        if (size == 0) {
            throw new RefusedJarException(RejectionCause.NOT_A_JAR, "not a jar: the file is empty");
        }
        if (size > MAX_BYTES) {
            throw new RefusedJarException(RejectionCause.TOO_LARGE, "larger than " + MAX_BYTES + " bytes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(ZIP_START.length), ZIP_START)) {
                throw new RefusedJarException(
                        RejectionCause.NOT_A_JAR, "not a jar: it does not begin as a zip file does");
            }
        }
    }

    private static void requireSoundEntries(ZipFile zip) throws IOException, RefusedJarException {
        if (zip.size() > MAX_ENTRIES) {
            throw new RefusedJarException(RejectionCause.TOO_LARGE, "more than " + MAX_ENTRIES + " entries");
        }
        byte[] buffer = new byte[16 << 10];
        long unpacked = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            CRC32 sum = new CRC32();
            try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    unpacked += read;
                    if (unpacked > MAX_UNPACKED_BYTES) {
                        throw new RefusedJarException(
                                RejectionCause.TOO_LARGE, "more than " + MAX_UNPACKED_BYTES + " bytes when unpacked");
                    }
                }
            } catch (ZipException | java.io.EOFException damaged) {
                throw new RefusedJarException(
                        RejectionCause.DAMAGED,
                        "damaged: entry " + Reasons.line(entry.getName()) + " cannot be unpacked");
            }
            if (entry.getCrc() >= 0 && sum.getValue() != entry.getCrc()) {
                throw new RefusedJarException(
                        RejectionCause.DAMAGED,
                        "damaged: entry " + Reasons.line(entry.getName()) + " does not match its checksum");
            }
        }
    }

    private static Attributes manifestOf(ZipFile zip) throws IOException, RefusedJarException {
        ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
        if (entry == null) {
            throw new RefusedJarException(RejectionCause.NOT_A_BUNDLE, "not a bundle: it has no META-INF/MANIFEST.MF");
        }
        if (entry.getSize() > MAX_MANIFEST_BYTES) {
            throw new RefusedJarException(
                    RejectionCause.NOT_A_BUNDLE,
                    "not a bundle: its manifest is larger than " + MAX_MANIFEST_BYTES + " bytes");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        } catch (ZipException damaged) {
            throw damaged;
        } catch (IOException malformed) {
            throw new RefusedJarException(
                    RejectionCause.NOT_A_BUNDLE, "not a bundle: its manifest is malformed: " + Reasons.of(malformed));
        }
    }

    private static WholeJar identify(Attributes manifest) throws RefusedJarException {
        String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (symbolicName == null || symbolicName.isBlank()) {
            throw new RefusedJarException(
                    RejectionCause.NOT_A_BUNDLE, "not a bundle: its manifest has no Bundle-SymbolicName");
        }
        if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new RefusedJarException(RejectionCause.NOT_A_BUNDLE, "a fragment bundle cannot be a plug-in");
        }
        String version = manifest.getValue(Constants.BUNDLE_VERSION);
        try {
            return new WholeJar(symbolicName.split(";", 2)[0].strip(), Version.parseVersion(version));
        } catch (IllegalArgumentException malformed) {
            throw new RefusedJarException(
                    RejectionCause.NOT_A_BUNDLE,
                    "not a bundle: Bundle-Version '" + Reasons.line(String.valueOf(version)) + "' is not a version");
        }
    }
}
