package io.patchbay.benchmarks.migrator;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * db-scheduler, which knows no dependencies: a step is scheduled when the last of those before it has ended, which a table counts. A
 * step reads the outputs it refers to, and writes its own, two lines of audit, and who comes next in one transaction. Confined to the
 * benchmark's thread; steps are done on the scheduler's.
 */
final class DbScheduler implements Engine {
    private static final int AT_ONCE = 16;
    private static final int CONNECTIONS = AT_ONCE + 4;
    private static final int PATIENCE_MINUTES = 10;
    private static final double NANOS = 1e9;
    private static final List<String> TABLES = List.of(
            "create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,"
                    + " execution_time timestamp with time zone not null, picked boolean not null, picked_by text,"
                    + " last_success timestamp with time zone, last_failure timestamp with time zone,"
                    + " consecutive_failures int, last_heartbeat timestamp with time zone, version bigint not null,"
                    + " priority smallint, primary key (task_name, task_instance))",
            "create index on scheduled_tasks (execution_time)",
            "create index on scheduled_tasks (last_heartbeat)",
            "create table step (id text primary key, dependencies text[] not null, waits int not null, output text)",
            "create table dependent (before text not null, after text not null, primary key (before, after))",
            "create table audit (at timestamp with time zone not null, step text not null, what text not null)");

    private final HikariDataSource database;
    private final OneTimeTask<Void> task = Tasks.oneTime("step").execute(this::perform);
    private final Scheduler scheduler;
    private volatile CountDownLatch left = new CountDownLatch(0);
    private int runs;

    DbScheduler(String url) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        database = new HikariDataSource(config);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        scheduler = Scheduler.create(database, task)
                .threads(AT_ONCE)
                .pollUsingLockAndFetch(1, 4)
                .pollingInterval(Duration.ofMillis(50))
                .enableImmediateExecution()
                .build();
        scheduler.start();
    }

    @Override
    public String name() {
        return "db-scheduler";
    }

    @Override
    public double run(Shape shape) throws SQLException, InterruptedException {
        runs++;
        left = new CountDownLatch(shape.size());
        long begun = System.nanoTime();
        store(shape, runs + ".");
        List<TaskInstance<?>> first = new ArrayList<>();
        shape.steps().stream()
                .filter(step -> step.dependencies().isEmpty())
                .forEach(step -> first.add(task.instance(runs + "." + step.id())));
        scheduler.scheduleBatch(first, Instant.now());
        if (!left.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(left.getCount() + " steps are not done after " + PATIENCE_MINUTES + " min");
        }
        return (System.nanoTime() - begun) / NANOS;
    }

    private void store(Shape shape, String prefix) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement steps =
                            connection.prepareStatement("insert into step (id, dependencies, waits) values (?, ?, ?)");
                    PreparedStatement dependents =
                            connection.prepareStatement("insert into dependent (before, after) values (?, ?)")) {
                for (Shape.Step step : shape.steps()) {
                    Object[] before =
                            step.dependencies().stream().map(prefix::concat).toArray();
                    steps.setString(1, prefix + step.id());
                    steps.setArray(2, connection.createArrayOf("text", before));
                    steps.setInt(3, before.length);
                    steps.addBatch();
                    for (Object dependency : before) {
                        dependents.setString(1, (String) dependency);
                        dependents.setString(2, prefix + step.id());
                        dependents.addBatch();
                    }
                }
                steps.executeBatch();
                dependents.executeBatch();
            }
            connection.commit();
        }
    }

    private void perform(TaskInstance<Void> instance, ExecutionContext context) {
        Instant started = Instant.now();
        String step = instance.getId();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            List<String> inputs = inputs(connection, step);
            String output = "{\"id\":\"made-" + step + "\",\"of\":" + inputs.size() + "}";
            List<TaskInstance<?>> next = commit(connection, step, output, started);
            if (!next.isEmpty()) {
                context.getSchedulerClient().scheduleBatch(next, Instant.now());
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(step + " could not be done", failed);
        }
        left.countDown();
    }

    /** What the step's references lead to. */
    private static List<String> inputs(Connection connection, String step) throws SQLException {
        List<String> outputs = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select dependencies from step where id = ?")) {
            query.setString(1, step);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                read(connection, found.getArray(1), outputs);
            }
        }
        return outputs;
    }

    private static void read(Connection connection, Array steps, List<String> outputs) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select output::json ->> 'id' from step where id = any (?)")) {
            query.setArray(1, steps);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    outputs.add(found.getString(1));
                }
            }
        }
    }

    private List<TaskInstance<?>> commit(Connection connection, String step, String output, Instant started)
            throws SQLException {
        List<TaskInstance<?>> next = new ArrayList<>();
        try (PreparedStatement done = connection.prepareStatement("update step set output = ? where id = ?");
                PreparedStatement audit = connection.prepareStatement(
                        "insert into audit (at, step, what) values (?, ?, 'started'), (now(), ?, 'success')");
                PreparedStatement follow = connection.prepareStatement(
                        "update step set waits = waits - 1 where id in (select id from step join dependent on after = id"
                                + " where before = ? order by id for update of step) returning id, waits")) {
            done.setString(1, output);
            done.setString(2, step);
            done.executeUpdate();
            audit.setTimestamp(1, java.sql.Timestamp.from(started));
            audit.setString(2, step);
            audit.setString(3, step);
            audit.executeUpdate();
            follow.setString(1, step);
            try (ResultSet followers = follow.executeQuery()) {
                while (followers.next()) {
                    if (followers.getInt(2) == 0) {
                        next.add(task.instance(followers.getString(1)));
                    }
                }
            }
            connection.commit();
        }
        return next;
    }

    @Override
    public void close() {
        scheduler.stop();
        database.close();
    }
}
