package io.patchbay.dashboard.internal.asset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Scripts, styles and pictures, as browsers get them: all below a path that names what is in them, so that a browser keeps them for
 * as long as they are the same. Everything is in memory, compressed. Immutable.
 */
public final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    /**
     * One file.
     *
     * @param type its media type
     * @param zipped its content by gzip; not to be changed
     * @param plain its content; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Asset(String type, byte[] zipped, byte[] plain) {}

    private final Map<String, Asset> byPath;
    private final String version;

    private Assets(Map<String, Asset> byPath, String version) {
        this.byPath = byPath;
        this.version = version;
    }

    /**
     * Reads all files; takes some milliseconds.
     *
     * @param files by their paths, such as {@code pages/now.js}
     */
    public static Assets read(SortedMap<String, URL> files) {
        MessageDigest digest = sha256();
        Map<String, Asset> assets = new TreeMap<>();
        files.forEach((path, url) -> {
            byte[] content = content(url);
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
            assets.put(path, new Asset(typeOf(path), zipped(content), content));
        });
        return new Assets(assets, HexFormat.of().formatHex(digest.digest(), 0, 8));
    }

    /** Names the content of all of them: another one whenever any differs. */
    public String version() {
        return version;
    }

    /** The file at a path. */
    public Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static String typeOf(String path) {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), TYPES.get("txt"));
    }

    private static byte[] content(URL url) {
        try (InputStream bytes = url.openStream()) {
            return bytes.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundle's own file cannot be read: " + url, unreadable);
        }
    }

    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
