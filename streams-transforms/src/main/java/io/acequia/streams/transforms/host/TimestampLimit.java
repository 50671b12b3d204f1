package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.Plan;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brokers refuse records whose timestamp is more than an hour ahead of their clock (KIP-937, the
 * default since Kafka 4.0). Rows have the time of their events: one forecast, or one wrong date,
 * would stop the topology for good.
 */
final class TimestampLimit {

  private static final Logger log = LoggerFactory.getLogger(TimestampLimit.class);
  private static final String KEY = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;

  private TimestampLimit() {}

  /**
   * The settings of topics that lift the limit; none if the brokers have no such limit, as those
   * before 3.6, which would refuse the setting.
   */
  static Map<String, String> lifted(Plan plan, Admin admin) {
    String topic = plan.sources().get(0).topics().get(0);
    ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      boolean known =
          Brokers.answer(admin.describeConfigs(List.of(asked)).all(), "read settings of " + topic)
              .values()
              .stream()
              .anyMatch(config -> config.get(KEY) != null);
      return known ? Map.of(KEY, Long.toString(Long.MAX_VALUE)) : Map.of();
    } catch (ConnectException e) {
      log.info("{}: topics are created with the brokers' limit of timestamps", e.getMessage());
      return Map.of();
    }
  }
}
