package io.patchbay.rest.internal.owt;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
    @Test
    void agreesWithASetOfTheLibrary() {
        Random random = new Random(7);
        LongSet set = new LongSet();
        Set<Long> reference = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong(1, 5_000);
            assertThat(set.contains(number)).isEqualTo(reference.contains(number));
            set.add(number);
            reference.add(number);
        }
        assertThat(set.size()).isEqualTo(reference.size());
    }

    @Test
    void holdsZero() {
        LongSet set = new LongSet();
        set.add(0);
        assertThat(set.contains(0)).isTrue();
    }
}
