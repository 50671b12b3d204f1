package io.acequia.streams.transforms.query;

import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * A topology that runs in this JVM, for whoever is not of its class loader: only texts and numbers
 * come and go. See {@link LocalTopologies}.
 *
 * <p>Keys are JSON as {@link StoreKey#parse} takes it, times ISO 8601, answers {@link Rows#toJson}.
 * All queries throw {@link RetriableException} while the state is moving between workers, {@link
 * NotFoundException} if there is no such store, and {@link DataException} if a key, a time or the
 * question is none: classes that every plugin of a worker shares.
 */
public interface TopologyMXBean {

  /** The application's id. */
  String getApplication();

  /** The state of Kafka Streams, such as RUNNING. */
  String getState();

  /** This worker's own address as it was told; empty if it was not. */
  String getAddress();

  /** How many records this JVM has sent to the dead letter topic. */
  long getDeadLetters();

  /** The names of the stores. */
  List<String> getStores();

  /** The address {@code host:port} of the worker that has a key; empty if none or all have it. */
  String owner(String store, String key);

  /** The row of a key. */
  String key(String store, String key);

  /** The rows of keys between two, both included; null: no bound. */
  String range(String store, @Nullable String from, @Nullable String to, int limit);

  /** The windows of a key that start between two times, both included. */
  String windows(String store, String key, String from, String to, int limit);

  /** The windows of all keys that start between two times, both included. */
  String allWindows(String store, String from, String to, int limit);
}
