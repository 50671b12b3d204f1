package io.acequia.object.store.source.offset;

/**
 * How many records of one object Kafka has. Read by the task's thread, acknowledged by the
 * producer's.
 */
public final class ObjectProgress {

  private final String key;
  private final String version;
  private long handedOver;
  private long acknowledged;
  private boolean ended;

  public ObjectProgress(String key, String version) {
    this.key = key;
    this.version = version;
  }

  public String key() {
    return key;
  }

  public String version() {
    return version;
  }

  /** A record goes to Connect. */
  public synchronized void handOver() {
    handedOver++;
  }

  /**
   * A record is in Kafka, or was dropped by a transformation.
   *
   * @return whether it was the last that was missing
   */
  public synchronized boolean acknowledge() {
    acknowledged++;
    return ended && acknowledged == handedOver;
  }

  /**
   * There are no more records.
   *
   * @return whether all are in Kafka already
   */
  public synchronized boolean end() {
    ended = true;
    return acknowledged == handedOver;
  }
}
