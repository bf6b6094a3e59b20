package io.patchbay.dashboard.internal.asset;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser loads before the page works, followed from the two files that the page names. */
class FirstLoadTest {
    private static final int MOST_BYTES = 400_000;
    private static final Path FOLDER = Path.of("target", "classes", BundleFiles.FOLDER.substring(1));
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"?'?(\\.{1,2}/[^\"']+)[\"']");

    private static Map<Path, Long> loaded() throws IOException {
        Map<Path, Long> sizes = new LinkedHashMap<>();
        Deque<Path> due = new ArrayDeque<>(List.of(
                Path.of("style.css"),
                Path.of("app.js"),
                Path.of("lib", "uplot", "uPlot.iife.min.js"), // loaded by the first page that is shown
                Path.of("lib", "uplot", "uPlot.min.css")));
        while (!due.isEmpty()) {
            Path file = due.pop();
            String text = Files.readString(FOLDER.resolve(file));
            if (sizes.put(file, Files.size(FOLDER.resolve(file))) == null) {
                Matcher imports = IMPORT.matcher(text);
                while (imports.find()) {
                    due.push(file.resolveSibling(imports.group(1)).normalize());
                }
            }
        }
        return sizes;
    }

    @Test
    void isSmallEvenIfItIsNotCompressed() throws IOException {
        assertThat(loaded().values().stream().mapToLong(Long::longValue).sum()).isLessThan(MOST_BYTES);
    }

    @Test
    void hasAllThatThePageImports() throws IOException {
        assertThat(loaded().keySet())
                .contains(Path.of("client.js"), Path.of("pages", "now.js"), Path.of("lib", "lit-html", "lit-html.js"));
    }

    @Test
    void theLibrariesHaveTheirLicences() {
        assertThat(List.of("lit-html", "uplot", "dagre"))
                .allSatisfy(library -> assertThat(FOLDER.resolve(Path.of("lib", library, "LICENSE")))
                        .isNotEmptyFile());
    }

    @Test
    void noScriptOfOursMakesMarkupOfText() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".js"))
                            .filter(file -> !file.startsWith(FOLDER.resolve("lib"))))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern(
                                    "innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\\.write"));
        }
    }
}
