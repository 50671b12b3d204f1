package io.acequia.streams.transforms.query;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topologies that run in this JVM, whichever plugin runs them. Each is a bean of the JVM's own
 * MBean server, because that is the one registry that plugins share: each has a class loader and so
 * its own copy of every static field. A plugin that brings this package along finds all of them.
 */
public final class LocalTopologies {

  private static final Logger log = LoggerFactory.getLogger(LocalTopologies.class);
  private static final String DOMAIN = "io.acequia.streams:type=topology,application=";

  private LocalTopologies() {}

  /** The topologies by application id. */
  public static Map<String, TopologyMXBean> all() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Map<String, TopologyMXBean> found = new TreeMap<>();
    for (ObjectName name : server.queryNames(name("*"), null)) {
      found.put(
          name.getKeyProperty("application"),
          JMX.newMXBeanProxy(server, name, TopologyMXBean.class));
    }
    return found;
  }

  /**
   * Makes a topology known until the registration is closed.
   *
   * @param application its id: letters, digits, '.', '_' and '-'
   * @param address where other workers reach this one; empty if it was not told
   */
  public static Registration register(
      String application,
      String address,
      KafkaStreams streams,
      TopologyQueries queries,
      LongSupplier deadLetters) {
    ObjectName name = name(application);
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new QueriedTopology(application, address, streams, queries, deadLetters), name);
      return () -> unregister(name);
    } catch (InstanceAlreadyExistsException e) {
      // Another plugin of this worker runs it, too; brokers give both their share of the work.
      log.warn("application {} runs twice in this JVM; queries see the first", application);
      return () -> {};
    } catch (JMException e) {
      throw new ConnectException("application " + application + " cannot be registered", e);
    }
  }

  private static void unregister(ObjectName name) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      log.debug("{} was not registered any more", name);
    } catch (JMException e) {
      throw new ConnectException(name + " cannot be unregistered", e);
    }
  }

  private static ObjectName name(String application) {
    try {
      return new ObjectName(DOMAIN + application);
    } catch (JMException e) {
      throw new IllegalArgumentException(application + " is no application id", e);
    }
  }

  /** A topology that is known. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
