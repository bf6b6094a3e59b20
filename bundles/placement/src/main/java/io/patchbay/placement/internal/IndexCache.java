package io.patchbay.placement.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The indexes of the preferences that were asked for last, each good for one instance of the matcher and one layout of the
 * roster. Confined to the ledger's turn, except that an abandoned plug-in call may still use the cache that was replaced: that
 * is why the map is a concurrent one.
 */
final class IndexCache {
    /** How many preferences are remembered; the least recently used goes. */
    static final int MAX_PREFERENCES = 64;

    private final Roster roster;
    private final Map<Preference, PreferenceIndex> indexes = new ConcurrentHashMap<>();
    private final Map<Preference, PreferenceIndex> before =
            new ConcurrentHashMap<>(); // what others said than the present matcher
    private long generation;
    private String matcherLabel = "";
    private int layout;
    private long uses;
    private volatile PreferenceIndex inHearing; // whose workers a matcher judges at this moment

    IndexCache(Roster roster) {
        this.roster = roster;
    }

    /**
     * The index of a preference; of one that is new nobody is judged yet.
     *
     * @param matcherGeneration the instance of the matcher that judges: what another one said counts only by heart
     */
    PreferenceIndex of(Preference preference, long matcherGeneration) {
        if (layout != roster.layout()) {
            before.clear();
            indexes.clear();
        } else if (matcherGeneration != generation) {
            retire();
        }
        generation = matcherGeneration;
        layout = roster.layout();
        PreferenceIndex index = indexes.get(preference);
        if (index == null) {
            index = new PreferenceIndex(roster);
            if (indexes.size() >= MAX_PREFERENCES) {
                forgetOldest(indexes);
            }
            indexes.put(preference, index);
        }
        index.use(++uses);
        return index;
    }

    /** Has the workers judged that the index of a preference does not know yet. */
    void judge(Preference preference, PreferenceIndex index, String label, PreferenceIndex.Judge judge) {
        inHearing = index;
        matcherLabel = label;
        index.judge(judge);
        inHearing = null;
        before.remove(preference);
    }

    /** Name and version of the matcher that judged. */
    String matcherLabel() {
        return matcherLabel;
    }

    /** Drops an index that is only half judged. */
    void drop(Preference preference) {
        indexes.remove(preference);
        inHearing = null;
    }

    /**
     * What is known without asking a matcher: what this one said before, else its predecessor, and that everybody fits of whom
     * they said nothing.
     */
    PreferenceIndex byHeart(Preference preference) {
        Optional<PreferenceIndex> known = layout == roster.layout() ? said(preference) : Optional.empty();
        if (known.filter(PreferenceIndex::isJudged).isPresent()) {
            return known.get();
        }
        PreferenceIndex guessed = known.map(PreferenceIndex::copy).orElseGet(() -> new PreferenceIndex(roster));
        guessed.judge(worker -> Fit.FITS);
        return guessed;
    }

    private Optional<PreferenceIndex> said(Preference preference) {
        return Optional.ofNullable(indexes.get(preference))
                .filter(PreferenceIndex::isBegun)
                .or(() -> Optional.ofNullable(before.get(preference)));
    }

    /** A cache with what is known here that shares nothing with it: an abandoned call may go on in this one. */
    IndexCache replacement() {
        IndexCache replacement = new IndexCache(roster);
        replacement.generation = generation;
        replacement.matcherLabel = matcherLabel;
        replacement.layout = layout;
        replacement.uses = uses;
        before.forEach((preference, index) -> replacement.before.put(preference, index.copy()));
        indexes.forEach((preference, index) -> {
            if (index != inHearing) {
                replacement.indexes.put(preference, index.copy());
            }
        });
        return replacement;
    }

    /** How many preferences are remembered now. */
    int size() {
        return indexes.size();
    }

    /** Another matcher judges from now on: should it fail, its predecessors' verdicts are better than none. */
    private void retire() {
        indexes.forEach((preference, index) -> {
            if (index.isBegun()) {
                before.put(preference, index);
            }
        });
        indexes.clear();
        while (before.size() > MAX_PREFERENCES) {
            forgetOldest(before);
        }
    }

    private static void forgetOldest(Map<Preference, PreferenceIndex> remembered) {
        remembered.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().used()))
                .ifPresent(oldest -> remembered.remove(oldest.getKey()));
    }
}
