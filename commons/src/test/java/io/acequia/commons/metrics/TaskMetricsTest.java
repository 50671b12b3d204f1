package io.acequia.commons.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  /** A worker of 3.9 has no pluginMetrics(): calling it is a NoSuchMethodError. */
  private static SinkTaskContext olderWorker() {
    return (SinkTaskContext)
        Proxy.newProxyInstance(
            TaskMetricsTest.class.getClassLoader(),
            new Class<?>[] {SinkTaskContext.class},
            (proxy, method, arguments) -> {
              throw new NoSuchMethodError(method.getName());
            });
  }

  @Test
  void fallsBackToJmxOnAnOlderWorkerAndCleansUp() throws Exception {
    ObjectName name = new ObjectName("io.acequia:type=jdbc-sink,connector=\"a,b\",task=0");
    try (TaskMetrics metrics = TaskMetrics.of(olderWorker(), "jdbc-sink", "a,b", "0")) {
      metrics.counter("records", "Records written").add(5);
      metrics.timer("write", "Calls of the database").record(3_000_000);
      metrics.gauge("in-flight", "Records not yet written", () -> 7);
      assertThat(server.getAttribute(name, "records-total")).isEqualTo(5.0);
      assertThat(server.getAttribute(name, "write-time-max-ms")).isEqualTo(3.0);
      assertThat(server.getAttribute(name, "in-flight")).isEqualTo(7);
    }
    assertThat(server.isRegistered(name)).isFalse();
  }
}
