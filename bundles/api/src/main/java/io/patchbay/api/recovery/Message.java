package io.patchbay.api.recovery;

/**
 * Something to tell about an attempt.
 *
 * @param code stable, for example {@code create.network.quota_exceeded}
 * @param contents a sentence for people; without secrets
 */
public record Message(String code, String contents) {
    private static final int MAX_CODE = 200;
    private static final int MAX_CONTENTS = 4000;

    /** Cuts what is too long. */
    public Message {
        code = cut(code, MAX_CODE);
        contents = cut(contents, MAX_CONTENTS);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
