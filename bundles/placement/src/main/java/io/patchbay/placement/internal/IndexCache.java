package io.patchbay.placement.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import java.util.Comparator;
import java.util.Map;
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
     * @param matcherGeneration the instance of the matcher that judges: what another one said is forgotten
     */
    PreferenceIndex of(Preference preference, long matcherGeneration) {
        if (matcherGeneration != generation || layout != roster.layout()) {
            indexes.clear();
            generation = matcherGeneration;
            layout = roster.layout();
        }
        PreferenceIndex index = indexes.get(preference);
        if (index == null) {
            index = new PreferenceIndex(roster);
            if (indexes.size() >= MAX_PREFERENCES) {
                forgetOldest();
            }
            indexes.put(preference, index);
        }
        index.use(++uses);
        return index;
    }

    /** Has the workers judged that the index does not know yet. */
    void judge(PreferenceIndex index, String label, PreferenceIndex.Judge judge) {
        inHearing = index;
        matcherLabel = label;
        index.judge(judge);
        inHearing = null;
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

    /** What is known without asking a matcher: what it said before if it judged everybody, else that everybody fits. */
    PreferenceIndex byHeart(Preference preference) {
        PreferenceIndex known = layout == roster.layout() ? indexes.get(preference) : null;
        if (known != null && known.isJudged()) {
            return known;
        }
        PreferenceIndex everybody = new PreferenceIndex(roster);
        everybody.judge(worker -> Fit.FITS);
        return everybody;
    }

    /** A cache with what is known here that shares nothing with it: an abandoned call may go on in this one. */
    IndexCache replacement() {
        IndexCache replacement = new IndexCache(roster);
        replacement.generation = generation;
        replacement.matcherLabel = matcherLabel;
        replacement.layout = layout;
        replacement.uses = uses;
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

    private void forgetOldest() {
        indexes.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().used()))
                .ifPresent(oldest -> indexes.remove(oldest.getKey()));
    }
}
