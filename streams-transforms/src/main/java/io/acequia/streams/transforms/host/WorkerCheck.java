package io.acequia.streams.transforms.host;

import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Whether the worker's own Kafka is new enough. Its clients are always those that run, and its
 * Kafka Streams is if it has one: what is asked for here came with Kafka 4.2 in both.
 */
public final class WorkerCheck {

  private WorkerCheck() {}

  /** Why topologies cannot run here; null if they can. */
  public static @Nullable String problem() {
    return problem(
        () -> {
          var unusedClients = StreamsConfig.configDef();
          var unusedStreams = DeserializationExceptionHandler.Response.resume();
        });
  }

  static @Nullable String problem(Runnable touching) {
    try {
      touching.run();
      return null;
    } catch (LinkageError e) {
      return "topologies run in workers of Kafka 4.2 or later, and this one is "
          + AppInfoParser.getVersion();
    }
  }
}
