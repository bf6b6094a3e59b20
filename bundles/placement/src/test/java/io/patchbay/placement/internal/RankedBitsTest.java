package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedBitsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 1000, 5000})
    void countsAndFindsLikeASortedSet(int capacity) {
        Random random = new Random(capacity);
        RankedBits bits = new RankedBits(capacity);
        TreeSet<Integer> model = new TreeSet<>();
        for (int step = 0; step < 3000; step++) {
            int position = random.nextInt(capacity);
            boolean in = random.nextInt(3) > 0;
            bits.set(position, in);
            if (in) {
                model.add(position);
            } else {
                model.remove(position);
            }
            int asked = random.nextInt(capacity);
            assertThat(bits.size()).isEqualTo(model.size());
            assertThat(bits.contains(asked)).isEqualTo(model.contains(asked));
            assertThat(bits.rank(asked)).isEqualTo(model.headSet(asked).size());
            assertThat(bits.next(asked)).isEqualTo(model.higher(asked) == null ? -1 : model.higher(asked));
        }
        List<Integer> sorted = new ArrayList<>(model);
        for (int rank = 0; rank < sorted.size(); rank++) {
            assertThat(bits.select(rank)).isEqualTo(sorted.get(rank));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 640})
    void intersectsTwoSets(int capacity) {
        Random random = new Random(capacity);
        long[] some = random.longs(RankedBits.wordsFor(capacity)).toArray();
        long[] others = random.longs(RankedBits.wordsFor(capacity)).toArray();
        RankedBits bits = new RankedBits(capacity);
        bits.set(3, true);
        bits.intersect(some, others);
        int members = 0;
        for (int position = 0; position < capacity; position++) {
            boolean in = RankedBits.isSet(some, position) && RankedBits.isSet(others, position);
            assertThat(bits.contains(position)).isEqualTo(in);
            assertThat(bits.rank(position)).isEqualTo(members);
            members += in ? 1 : 0;
        }
        assertThat(bits.size()).isEqualTo(members);
    }
}
