package io.patchbay.matchers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VideoTest {
    private final Video matcher = new Video();

    @Test
    void takesEveryoneWithoutAVideoPreferenceWhateverTheirIsp() {
        WorkerInfo ofAnotherIsp =
                WorkerInfo.of(1.0, Attributes.of("isps", List.of("other"), "regions", List.of("north")));

        assertThat(matcher.fit(Preference.of("telco", "north"), ofAnotherIsp)).isEqualTo(Fit.FITS);
        assertThat(matcher.fit(Preference.NONE, ofAnotherIsp)).isEqualTo(Fit.FITS);
    }

    @Test
    void takesAWorkerThatHasEveryCodec() {
        assertThat(matcher.fit(
                        wanting(List.of("vp8"), List.of("h264", "vp8")),
                        having(List.of("vp8", "h264"), List.of("vp8", "h264"))))
                .isEqualTo(Fit.FITS);
    }

    @Test
    void refusesAWorkerThatLacksAnEncoder() {
        assertThat(matcher.fit(wanting(List.of("vp8", "av1"), List.of()), having(List.of("vp8"), List.of("av1"))))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void refusesAWorkerThatLacksADecoder() {
        assertThat(matcher.fit(wanting(List.of(), List.of("av1")), having(List.of("av1"), List.of("vp8"))))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void refusesAWorkerWithoutVideoEvenIfNothingIsAskedOfIt() {
        assertThat(matcher.fit(wanting(List.of(), List.of()), WorkerInfo.of(1.0, Attributes.NONE)))
                .isEqualTo(Fit.UNFIT);
    }

    @Test
    void thenGoesByIspAndRegion() {
        Map<String, Object> video = Map.of("encode", List.of("vp8"), "decode", List.of());
        Preference north = Preference.of(new Attributes(Map.of("isp", "telco", "region", "north", "video", video)));

        assertThat(matcher.fit(north, placed(video, "telco", "north"))).isEqualTo(Fit.PREFERRED);
        assertThat(matcher.fit(north, placed(video, "telco", "south"))).isEqualTo(Fit.FITS);
        assertThat(matcher.fit(north, placed(video, "other", "north"))).isEqualTo(Fit.UNFIT);
    }

    @Test
    void saysWhatIsLacking() {
        assertThat(matcher.why(wanting(List.of("vp8", "av1"), List.of()), having(List.of("vp8"), List.of())))
                .isEqualTo("it cannot encode [av1]");
        assertThat(matcher.why(wanting(List.of(), List.of()), WorkerInfo.of(1.0, Attributes.NONE)))
                .isEqualTo("it has no video capacity");
    }

    @Test
    void saysWhyItFits() {
        assertThat(matcher.why(Preference.NONE, having(List.of(), List.of())))
                .isEqualTo("the preference asks for no video");
        assertThat(matcher.why(wanting(List.of("vp8"), List.of()), having(List.of("vp8"), List.of())))
                .isEqualTo("it has every codec asked for, it serves every isp, and the preference names no region");
    }

    private static Preference wanting(List<String> encode, List<String> decode) {
        return Preference.of(Attributes.of("video", Map.of("encode", encode, "decode", decode)));
    }

    private static WorkerInfo having(List<String> encode, List<String> decode) {
        return WorkerInfo.of(1.0, Attributes.of("video", Map.of("encode", encode, "decode", decode)));
    }

    private static WorkerInfo placed(Map<String, Object> video, String isp, String region) {
        return WorkerInfo.of(
                1.0, new Attributes(Map.of("video", video, "isps", List.of(isp), "regions", List.of(region))));
    }
}
