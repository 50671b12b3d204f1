package io.acequia.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Samples the heap of another JVM, which was started with JMX on a loopback port. */
final class HeapWatch implements AutoCloseable {

  private static final long MIB = 1L << 20;
  private static final long EVERY_MS = 250;

  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Long> usedMib = new ArrayList<>();

  HeapWatch(int port) throws IOException {
    connector =
        JMXConnectorFactory.connect(
            new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"));
    MBeanServerConnection server = connector.getMBeanServerConnection();
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    var unused = clock.scheduleAtFixedRate(this::sample, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** The options with which the other JVM must run. */
  static String[] options(int port) {
    return new String[] {
      "-Dcom.sun.management.jmxremote.port=" + port,
      "-Dcom.sun.management.jmxremote.rmi.port=" + port,
      "-Dcom.sun.management.jmxremote.host=127.0.0.1",
      "-Djava.rmi.server.hostname=127.0.0.1",
      "-Dcom.sun.management.jmxremote.authenticate=false",
      "-Dcom.sun.management.jmxremote.ssl=false"
    };
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
