package io.patchbay.api.placement;

import java.util.List;

/**
 * What a request would get, and why each worker is or is not the answer.
 *
 * @param outcome what {@link Placement#schedule} would answer now; where no worker is available for other reasons than full load, such as a
 *     drain, the message of its refusal counts the workers by their reasons
 * @param scheduler which scheduler ruled, as {@code name version}
 * @param matcher which matcher judged
 * @param strategy which strategy chose
 * @param workers every worker of the purpose in join order
 */
public record Explanation(
        Scheduled outcome, String scheduler, String matcher, String strategy, List<WorkerVerdict> workers) {
    /**
     * One worker's part in it.
     *
     * @param worker its id
     * @param load the load it is ordered by
     * @param kept whether it was among the candidates
     * @param chosen whether it is the answer
     * @param by which part decided that: {@code availability}, or the kind and name of a plug-in
     * @param reason why, as a short sentence
     */
    public record WorkerVerdict(String worker, double load, boolean kept, boolean chosen, String by, String reason) {}
}
