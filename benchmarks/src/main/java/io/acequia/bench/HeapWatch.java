package io.acequia.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Samples the heap of another JVM of this user on this machine. */
final class HeapWatch implements AutoCloseable {

  private static final long MIB = 1L << 20;
  private static final long EVERY_MS = 250;

  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final MBeanServerConnection server;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Long> usedMib = new ArrayList<>();

  // The address is the other JVM's own answer, on this machine.
  @SuppressWarnings("BanJNDI")
  HeapWatch(long pid) throws IOException {
    connector = JMXConnectorFactory.connect(new JMXServiceURL(managementAddress(pid)));
    server = connector.getMBeanServerConnection();
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    var unused = clock.scheduleAtFixedRate(this::sample, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private static String managementAddress(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot attach to process " + pid, e);
    }
  }

  private void sample() {
    long used = memory.getHeapMemoryUsage().getUsed() / MIB;
    synchronized (usedMib) {
      usedMib.add(used);
    }
  }

  /** What was used at most, in MiB, garbage included. */
  long peakMib() {
    synchronized (usedMib) {
      return usedMib.stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  /** What is used when garbage has been collected, in MiB. */
  long liveMib() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MIB;
  }

  /** The largest value of a gauge of a benchmark's tasks; 0 if none has it. */
  long gauge(String name) throws IOException {
    long largest = 0;
    try {
      for (ObjectName bean : server.queryNames(new ObjectName("kafka.connect:*"), null)) {
        if (bean.toString().contains("connector=bench-")) {
          for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
            if (attribute.getName().equals(name)
                && server.getAttribute(bean, name) instanceof Number value) {
              largest = Math.max(largest, value.longValue());
            }
          }
        }
      }
      return largest;
    } catch (JMException e) {
      throw new IOException("no gauge " + name, e);
    }
  }

  /** Forgets what was seen so far. */
  void reset() {
    synchronized (usedMib) {
      usedMib.clear();
    }
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    connector.close();
  }
}
