package io.patchbay.volumes.internal;

import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.TaskFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** What to tell of a failure. No state. */
final class Reasons {
    private static final int LONGEST = 300;

    private Reasons() {}

    static TaskFailedException retryable(String type, String code, String sentence) {
        return TaskFailedException.retryable(new Message(type + "." + code, sentence));
    }

    static TaskFailedException permanent(String type, String code, String sentence) {
        return TaskFailedException.permanent(new Message(type + "." + code, sentence));
    }

    /** @param doing what was being done, as {@code copying volume-7 to nfs-b} */
    static TaskFailedException of(String type, String doing, IOException failed) {
        if (isFull(failed)) {
            return TaskFailedException.retryable(
                    new Message(type + ".disk_full", "no space is left: it ran out while " + doing), failed);
        } else if (failed instanceof AccessDeniedException) {
            return TaskFailedException.permanent(
                    new Message(
                            type + ".denied", "this node's user may not do it, while " + doing + ": " + named(failed)),
                    failed);
        }
        return TaskFailedException.retryable(
                new Message(type + ".storage", "the storage failed while " + doing + ": " + named(failed)), failed);
    }

    /** Java has no class for it; these are the words of Linux for ENOSPC and EDQUOT. */
    static boolean isFull(IOException failed) {
        String said = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("quota exceeded");
    }

    private static String named(IOException failed) {
        String said = failed.getClass().getSimpleName() + ": " + failed.getMessage();
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }
}
