package io.patchbay.support.operator;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All words of the operator. Immutable. */
public final class Words {
    private static final List<Word> ALL = Stream.of(
                    NodeWords.all(),
                    SessionWords.all(),
                    RoomWords.all(),
                    PlacementWords.all(),
                    DecisionWords.all(),
                    EventWords.all(),
                    PluginWords.all(),
                    SwapWord.all(),
                    DrainWord.all(),
                    ForesightWords.all(),
                    JobsWord.all(),
                    AccountsWord.all(),
                    LoginsWord.all(),
                    MatchesWord.all(),
                    ReleasesWord.all())
            .flatMap(List::stream)
            .toList();

    private Words() {}

    /** Each of them. */
    public static List<Word> all() {
        return ALL;
    }

    /** Their names, for people. */
    public static String names() {
        return ALL.stream().map(Word::name).collect(Collectors.joining(" "));
    }

    /**
     * The word of that name.
     *
     * @throws UsageException if there is none
     */
    public static Word find(String name) throws UsageException {
        return ALL.stream()
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(name + " is no word of the operator; there are " + names()));
    }
}
