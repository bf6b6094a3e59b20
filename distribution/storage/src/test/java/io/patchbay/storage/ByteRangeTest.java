package io.patchbay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void readsPartsOfAFile() {
        assertThat(of("bytes=0-0")).isEqualTo(part(0, 1));
        assertThat(of("bytes=10-19")).isEqualTo(part(10, 10));
        assertThat(of("bytes=90-")).isEqualTo(part(90, 10));
        assertThat(of("bytes=90-1000")).isEqualTo(part(90, 10));
        assertThat(of("bytes=-10")).isEqualTo(part(90, 10));
        assertThat(of("bytes=-1000")).isEqualTo(part(0, 100));
    }

    @Test
    void refusesWhatIsBehindTheEnd() {
        assertThat(of("bytes=100-")).isEqualTo(new ByteRange.Wish.Nothing());
        assertThat(of("bytes=-0")).isEqualTo(new ByteRange.Wish.Nothing());
        assertThat(ByteRange.of(Optional.of("bytes=0-"), 0)).isEqualTo(new ByteRange.Wish.Nothing());
    }

    @Test
    void passesOverWhatIsNoSingleRange() {
        for (String header : new String[] {
            "bytes=1-2,5-6", "bytes=5-1", "bytes=", "bytes=-", "pages=1-2", "bytes=9999999999999999999-", "bytes= 1-2"
        }) {
            assertThat(of(header)).as(header).isEqualTo(new ByteRange.Wish.Whole());
        }
        assertThat(ByteRange.of(Optional.empty(), 100)).isEqualTo(new ByteRange.Wish.Whole());
    }

    private static ByteRange.Wish of(String header) {
        return ByteRange.of(Optional.of(header), 100);
    }

    private static ByteRange.Wish part(long from, long length) {
        return new ByteRange.Wish.Part(new ByteRange(from, length));
    }
}
