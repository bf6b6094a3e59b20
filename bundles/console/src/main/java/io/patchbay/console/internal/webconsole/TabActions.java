package io.patchbay.console.internal.webconsole;

import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.Surroundings;
import io.patchbay.support.operator.UsageException;
import io.patchbay.support.operator.Words;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the buttons of the page do: each is one of the operator's words, with the fields of its form as operands. Thread-safe; methods
 * wait for the node.
 */
final class TabActions {
    private static final Pattern JAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,195}\\.jar");

    private final Path folder;

    /**
     * Takes orders.
     *
     * @param folder for jars on their way; made when it is needed
     */
    TabActions(Path folder) {
        this.folder = folder;
    }

    /**
     * Does what a form says.
     *
     * @return what to tell whoever sent it
     */
    Notice perform(HttpServletRequest form, NodeApi node) throws InterruptedException {
        Html told = new Html();
        try {
            String action = field(form, "action");
            if (action.equals("swap")) {
                swap(form, node, told);
            } else {
                run(wordsOf(action, form), node, told);
            }
            return new Notice(true, told.toString());
        } catch (UsageException wrong) {
            return Notice.failure(wrong.getMessage());
        } catch (IOException | ServletException failed) {
            return Notice.failure(String.valueOf(failed.getMessage()));
        }
    }

    private static List<String> wordsOf(String action, HttpServletRequest form) throws UsageException {
        String kind = field(form, "kind");
        return switch (action) {
            case "pin", "clear" -> List.of(action, kind, field(form, "name"), field(form, "version"));
            case "unpin" -> List.of(action, kind, field(form, "name"));
            case "end" -> List.of(field(form, "mode"), kind, field(form, "scope"), "--end");
            case "begin" -> beginning(form);
            case "rollback" -> List.of("releases", action, field(form, "version"));
            default -> throw new UsageException("the page has no button " + action);
        };
    }

    /** One field says which plug-in: kind, name and version, parted by spaces, which none of them has. */
    private static List<String> beginning(HttpServletRequest form) throws UsageException {
        String[] candidate = field(form, "candidate").split(" ", -1);
        String mode = field(form, "mode");
        String scope = field(form, "scope");
        if (candidate.length != 3 || scope.isEmpty()) {
            throw new UsageException("choose a plug-in, and say for which purpose it is to be tried");
        }
        List<String> words = new ArrayList<>(List.of(mode, candidate[0], scope, candidate[1], candidate[2]));
        Optional.of(field(form, "percent"))
                .filter(percent -> !percent.isEmpty())
                .ifPresent(percent -> words.addAll(List.of("--percent", percent)));
        return words;
    }

    private void swap(HttpServletRequest form, NodeApi node, Html told)
            throws IOException, ServletException, UsageException, InterruptedException {
        Part jar = Optional.ofNullable(form.getPart("jar"))
                .orElseThrow(() -> new UsageException("choose a jar of plug-ins first"));
        String name = Optional.ofNullable(jar.getSubmittedFileName()).orElse("");
        if (!JAR.matcher(name).matches()) {
            throw new UsageException("a jar's name must be like my-strategy-1.0.0.jar");
        }
        Files.createDirectories(folder);
        Path own = Files.createTempDirectory(folder, "swap"); // two may come under one name
        Path file = own.resolve(name);
        try (InputStream content = jar.getInputStream()) {
            Files.copy(content, file);
            run(List.of("swap", file.toString()), node, told);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(own);
            jar.delete();
        }
    }

    private static void run(List<String> words, NodeApi node, Html told)
            throws UsageException, IOException, InterruptedException {
        Surroundings page = new Surroundings("", List.of(), "", options -> node);
        Words.find(words.get(0)).run(words.subList(1, words.size()), page, new HtmlOutput(told));
    }

    private static String field(HttpServletRequest form, String name) {
        return Optional.ofNullable(form.getParameter(name)).orElse("").strip();
    }

    /**
     * What came of a form.
     *
     * @param good whether it was done
     * @param html what to tell, as a part of a page
     */
    record Notice(boolean good, String html) {
        static Notice failure(String reason) {
            return new Notice(false, new Html().element("p", "note", reason).toString());
        }
    }
}
