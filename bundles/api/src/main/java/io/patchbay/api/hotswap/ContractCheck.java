package io.patchbay.api.hotswap;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that the contract of a plug-in asks for, and whether it held.
 *
 * @param about the plug-in, such as {@code strategy 'least-used'}, or what else was looked at
 * @param name what was looked at, as a sentence without its subject: {@code leaves no thread behind}
 * @param why it did not hold, in one line or several; empty if it did
 */
public record ContractCheck(String about, String name, Result result, String why) {
    /** Has no nulls. */
    public ContractCheck {
        Objects.requireNonNull(about);
        Objects.requireNonNull(name);
        Objects.requireNonNull(result);
        Objects.requireNonNull(why);
    }

    /** What came of it. */
    public enum Result {
        /** It holds. */
        HELD,
        /** It does not. */
        FAILED,
        /** The plug-in was stuck before. */
        NOT_TRIED;

        /** As it stands in JSON, for example {@code not_tried}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
