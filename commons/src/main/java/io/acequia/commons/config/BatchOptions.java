package io.acequia.commons.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * When a batch is written to the outside system: as soon as it has so many records, so many bytes,
 * or has waited so long.
 */
public record BatchOptions(int records, long bytes, Duration linger) {

  private static final String RECORDS = ".batch.records";
  private static final String BYTES = ".batch.bytes";
  private static final String LINGER = ".batch.linger.ms";

  /** Defines the keys under {@code prefix}, with these defaults. */
  public static void addTo(ConfigDef def, String prefix, BatchOptions defaults) {
    ConfigGroup.in(def, "Batches")
        .optional(
            prefix + RECORDS,
            Type.INT,
            defaults.records,
            Validators.between(1, 1_000_000),
            Importance.MEDIUM,
            Width.SHORT,
            "The most records that are written in one batch.")
        .optional(
            prefix + BYTES,
            Type.LONG,
            defaults.bytes,
            Validators.between(1_024, 1L << 30),
            Importance.MEDIUM,
            Width.SHORT,
            "The most bytes that are written in one batch; a single larger record is still written.")
        .optional(
            prefix + LINGER,
            Type.LONG,
            defaults.linger.toMillis(),
            Validators.between(0, 600_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How long a batch that is not full waits for more records, in milliseconds.");
  }

  /** Reads the keys under {@code prefix}. */
  public static BatchOptions from(AbstractConfig config, String prefix) {
    return new BatchOptions(
        config.getInt(prefix + RECORDS),
        config.getLong(prefix + BYTES),
        Duration.ofMillis(config.getLong(prefix + LINGER)));
  }
}
