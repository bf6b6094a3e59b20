package io.patchbay.console.internal.health;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Finds what a test says, by tag. */
final class FakeExecutor implements HealthCheckExecutor {
    private record Finding(String tag, HealthCheckMetadata of, Result result) implements HealthCheckExecutionResult {
        @Override
        public Result getHealthCheckResult() {
            return result;
        }

        @Override
        public long getElapsedTimeInMs() {
            return 1;
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // what the library asks for
        public Date getFinishedAt() {
            return new Date(0);
        }

        @Override
        public boolean hasTimedOut() {
            return false;
        }

        @Override
        public HealthCheckMetadata getHealthCheckMetadata() {
            return of;
        }
    }

    private final List<Finding> findings = new ArrayList<>();

    void finds(String name, String tag, Result result) {
        Map<String, Object> properties =
                Map.of(HealthCheck.NAME, name, HealthCheck.TAGS, new String[] {tag}, Constants.SERVICE_ID, 1L);
        ServiceReference<?> reference = (ServiceReference<?>) Proxy.newProxyInstance(
                FakeExecutor.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getProperty") ? properties.get(arguments[0]) : null);
        findings.add(new Finding(tag, new HealthCheckMetadata(reference), result));
    }

    @Override
    public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector) {
        return execute(selector, new HealthCheckExecutionOptions());
    }

    @Override
    public List<HealthCheckExecutionResult> execute(HealthCheckSelector selector, HealthCheckExecutionOptions options) {
        List<String> tags = Arrays.asList(selector.tags());
        return findings.stream()
                .filter(finding -> tags.contains(finding.tag()))
                .map(HealthCheckExecutionResult.class::cast)
                .toList();
    }
}
