package io.patchbay.support.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows under headings, as wide as what stands in them. Confined to one thread. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final String whenEmpty;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param whenEmpty printed instead if there never is a row, for example {@code no workers}
     * @param headings one for each column, in lower case; those that begin with {@code #} are of numbers; if all are
     *     empty there is no line of them
     */
    public Table(String whenEmpty, String... headings) {
        this.whenEmpty = whenEmpty;
        this.headings = List.of(headings);
    }

    /**
     * Adds a row; what a terminal would obey is escaped.
     *
     * @throws IllegalArgumentException if there are not as many cells as columns
     */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells but " + headings.size() + " columns: " + headings);
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(Text.harmless(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** The headings, those of numbers with their {@code #}. */
    public List<String> headings() {
        return headings;
    }

    /** The rows as they are now; what a terminal would obey is escaped. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** What is shown instead of no rows. */
    public String whenEmpty() {
        return whenEmpty;
    }

    /** The lines to print. */
    public List<String> lines() {
        if (rows.isEmpty()) {
            return List.of(whenEmpty);
        }
        List<String> titles = headings.stream()
                .map(heading -> heading.replaceFirst("^#", "").toUpperCase(Locale.ROOT))
                .toList();
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            int width = width(titles.get(column));
            for (List<String> row : rows) {
                width = Math.max(width, width(row.get(column)));
            }
            widths.add(width);
        }
        List<String> lines = new ArrayList<>();
        if (!titles.stream().allMatch(String::isEmpty)) {
            lines.add(line(titles, widths));
        }
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private String line(List<String> cells, List<Integer> widths) {
        List<String> padded = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            String fill = " ".repeat(widths.get(column) - width(cells.get(column)));
            boolean number = headings.get(column).startsWith("#");
            padded.add(number ? fill + cells.get(column) : cells.get(column) + fill);
        }
        return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
