package io.patchbay.migrator.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.monitor.Bulletin.News;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulletinTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Bulletin bulletin = new Bulletin(submitted(NOW), NOW);

    private static JobRecord.Facts submitted(Instant at) {
        return new JobRecord.Facts(
                "j1",
                "small shop",
                JobType.MIGRATION,
                Optional.empty(),
                "site-b",
                Optional.empty(),
                Optional.empty(),
                at,
                "10.0.0.1 (dashboard)",
                Attributes.NONE,
                new JobRecord.PlanPlace("/plan", 1, "0".repeat(64), 17));
    }

    private List<News> of(LogLine... lines) {
        return bulletin.of(LogPage.after(LogLine.NOTHING, "node-1", List.of(lines)));
    }

    private static LogLine ofJob(String code, String details) {
        return LogLine.ofJob(NOW, LogLine.MIGRATOR, code, details);
    }

    private static LogLine failed(String task) {
        Message why = new Message("bad", "the disk is full");
        TaskRecord record = TaskRecord.FRESH.ended(TaskResult.FAILED, Optional.of(why), Optional.empty(), NOW);
        return LogLine.ofTask(NOW, LogLine.MIGRATOR, "make.failed", task, 3, record, why.contents());
    }

    @Test
    void tellsWhoHasSubmittedAJob() {
        assertThat(bulletin.ofAccepted())
                .contains(new News(
                        false, "Recovery job small shop (j1) is accepted, 17 tasks from 10.0.0.1 (dashboard)"));
    }

    @ParameterizedTest
    @CsvSource({
        "job.running,'',false,runs",
        "job.waiting,job a of its group runs,false,waits: job a of its group runs",
        "job.completed,success,false,has completed: success",
        "job.completed,partial_success,true,has completed: partial success",
        "job.completed,failed,true,has completed: failed",
        "job.clearing,success rolled back,false,'is being cleared: success, rolled back'",
        "job.clear-failed,success not everything could be undone,true,"
                + "'could not be cleared: success, not everything could be undone'",
        "job.reporting,waited_too_long for others,true,'is over: waited too long, for others'",
        "job.finished,canceled,false,is finished: canceled"
    })
    void tellsWhatBecomesOfAJob(String code, String details, boolean bad, String told) {
        assertThat(of(ofJob(code, details))).containsExactly(new News(bad, "Recovery job small shop (j1) " + told));
    }

    @Test
    void tellsWhoWantedWhat() {
        assertThat(of(LogLine.ofJob(NOW, "10.0.0.2", "operation.ignore-rollback", "clear_failed")))
                .containsExactly(new News(
                        false,
                        "Recovery job small shop (j1) is told to ignore-rollback by 10.0.0.2 and is clear-failed"));
    }

    @Test
    void leavesStepsThatNobodyHasToKnowToTheAuditLog() {
        assertThat(of(ofJob("job.pending", ""), ofJob("job.reporting", "success"), ofJob("shared.released", "net-7")))
                .isEmpty();
    }

    @Test
    void tellsOfATaskThatIsNotTriedAgainAndWhy() {
        assertThat(of(failed("disk")))
                .containsExactly(new News(
                        true, "Recovery job small shop (j1) could not do task disk, attempt 0: the disk is full"));
    }

    @Test
    void saysNothingOfATaskThatIsTriedAgain() {
        TaskRecord again = TaskRecord.FRESH.waitingUntil(NOW, new Message("bad", "the disk is full"));

        assertThat(of(LogLine.ofTask(NOW, LogLine.MIGRATOR, "make.retry", "disk", 3, again, "")))
                .isEmpty();
    }

    @Test
    void saysOnceThatMoreTasksFailedThanItTells() {
        LogLine[] lines =
                IntStream.range(0, 1_000).mapToObj(i -> failed("t" + i)).toArray(LogLine[]::new);

        List<News> told = of(lines);

        assertThat(told).hasSize(Bulletin.MOST_FAILURES + 1);
        assertThat(told.get(Bulletin.MOST_FAILURES).text()).contains("has more tasks that failed");
        assertThat(of(failed("late"))).isEmpty();
        assertThat(of(ofJob("job.running", ""), failed("again"))).hasSize(2);
    }

    @Test
    void whatWasBeforeThisProcessIsNoNews() {
        Bulletin later = new Bulletin(submitted(NOW), NOW.plusMillis(1));

        assertThat(later.ofAccepted()).isEmpty();
        assertThat(later.of(LogPage.after(LogLine.NOTHING, "node-1", List.of(ofJob("job.running", "")))))
                .isEmpty();
    }
}
