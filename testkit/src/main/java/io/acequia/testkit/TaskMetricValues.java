package io.acequia.testkit;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the tasks of this JVM tell of themselves by JMX, as in a worker before Connect 4.1. */
public final class TaskMetricValues {

  private TaskMetricValues() {}

  /**
   * The sum over all tasks that have this metric, such as {@code retries-total}; 0 if none has.
   *
   * @throws IllegalStateException if JMX cannot be asked
   */
  public static double sum(String metric) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      Set<ObjectName> tasks =
          server.queryNames(new ObjectName("io.acequia:connector=*,task=*,*"), null);
      double sum = 0;
      for (ObjectName task : tasks) {
        sum += value(server, task, metric);
      }
      return sum;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double value(MBeanServer server, ObjectName task, String metric)
      throws JMException {
    try {
      for (var attribute : server.getAttributes(task, new String[] {metric}).asList()) {
        return ((Number) attribute.getValue()).doubleValue();
      }
      return 0;
    } catch (InstanceNotFoundException e) {
      // The task has ended since its name was read.
      return 0;
    }
  }
}
