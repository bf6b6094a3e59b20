package io.patchbay.launcher.operator;

import io.patchbay.launcher.UsageException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All words of the operator. Immutable. */
final class Words {
    private static final List<Word> ALL = Stream.of(
                    NodeWords.all(),
                    PlacementWords.all(),
                    PluginWords.all(),
                    SwapWord.all(),
                    DrainWord.all(),
                    ForesightWords.all())
            .flatMap(List::stream)
            .toList();

    private Words() {}

    static List<Word> all() {
        return ALL;
    }

    static String names() {
        return ALL.stream().map(Word::name).collect(Collectors.joining(" "));
    }

    static Word find(String name) throws UsageException {
        return ALL.stream()
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(name + " is no word of the operator; there are " + names()));
    }
}
