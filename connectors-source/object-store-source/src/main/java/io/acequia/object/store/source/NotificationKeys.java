package io.acequia.object.store.source;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of notifications. */
final class NotificationKeys {

  private static final String URL = "https?://[^/@?#\\s]+(/[^/@?#\\s]+)+";

  private NotificationKeys() {}

  static void addTo(ConfigGroup group) {
    group
        .optional(
            ObjectStoreSourceConfig.QUEUE_URL,
            Type.STRING,
            null,
            url(),
            Importance.MEDIUM,
            Width.LONG,
            "The URL of a queue of SQS that gets the bucket's ObjectCreated events, straight from S3,"
                + " by an SNS topic or by EventBridge. With it nothing is listed: what was there"
                + " before is not found. All tasks receive from it; with more than one, an object"
                + " may be read twice.")
        .optional(
            ObjectStoreSourceConfig.VISIBILITY,
            Type.LONG,
            300_000L,
            Validators.between(10_000, 43_200_000),
            Importance.LOW,
            Width.SHORT,
            "How long a message is kept from other tasks at a time, in milliseconds; renewed at half"
                + " of it while its objects are read. After a crash they wait this long.");
  }

  private static Validator url() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text && !text.matches(URL)) {
            throw new ConfigException(key, value, "must be the https:// URL of a queue");
          }
        },
        () -> "https://host/account/queue");
  }
}
