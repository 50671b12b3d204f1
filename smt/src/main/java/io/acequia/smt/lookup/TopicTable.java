package io.acequia.smt.lookup;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a compacted topic, all in memory, and kept up with it. While the brokers do not
 * answer, the rows that are known go on to serve.
 */
final class TopicTable implements LookupTable {

  private final int keySize;
  private final TopicRows rows;
  private final TopicReader reader;

  /**
   * Reads the whole topic.
   *
   * @throws ConfigException if the consumer's settings are wrong
   * @throws ConnectException if the topic cannot be read, or not within the time
   */
  TopicTable(TopicOptions options, List<String> keys, Map<String, ColumnType> types, int maxRows) {
    if (keys.size() > 1 && options.keyFormat() == TopicOptions.Format.TEXT) {
      throw new ConfigException(
          TableOptions.KEY, keys, "needs " + TopicOptions.KEY_FORMAT + "=json to name several");
    }
    this.keySize = Math.max(1, keys.size());
    this.rows = new TopicRows(options, keys, types, maxRows);
    try {
      this.reader = new TopicReader(options, rows);
    } catch (KafkaException e) {
      ConfigException wrong =
          new ConfigException("the consumer of topic " + options.topic() + " cannot be made");
      wrong.initCause(e);
      throw wrong;
    }
    boolean loaded = false;
    try {
      await(options);
      loaded = true;
    } finally {
      if (!loaded) {
        reader.close();
      }
    }
  }

  private void await(TopicOptions options) {
    try {
      reader.loaded().get(options.loadTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ConnectException("topic " + options.topic() + " cannot be read", e.getCause());
    } catch (TimeoutException e) {
      throw new ConnectException(
          "topic %s was not read within %d ms"
              .formatted(options.topic(), options.loadTimeout().toMillis()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted while topic " + options.topic() + " was read", e);
    }
  }

  @Override
  public int keySize() {
    return keySize;
  }

  @Override
  public @Nullable TableRow find(Object key) {
    RuntimeException failure = reader.failure();
    if (failure != null) {
      throw new ConnectException("the topic of the lookup is no longer followed", failure);
    }
    return rows.get(key);
  }

  @Override
  public TableShape shape() {
    return rows.shape();
  }

  @Override
  public boolean shapeIsFinal() {
    return false;
  }

  @Override
  public void close() {
    reader.close();
  }
}
