package io.acequia.http.source.repeat;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How many of the events that clients gave an id are remembered, and how long. */
public record RepeatOptions(int entries, Duration kept) {

  private static final String ENTRIES = "http.ingest.idempotency.entries";
  private static final String WINDOW = "http.ingest.idempotency.window.ms";

  public static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Idempotency")
        .optional(
            ENTRIES,
            Type.INT,
            200_000,
            Validators.between(0, 10_000_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How many events, told apart by stream and event_id, are remembered on each worker, so"
                + " that a repeat is answered as the first was and not written again; about 100"
                + " bytes of heap each. Only events whose event_id the client chose, or that came"
                + " with an Idempotency-Key. 0 remembers none.")
        .optional(
            WINDOW,
            Type.LONG,
            600_000L,
            Validators.atLeast(1),
            Importance.MEDIUM,
            Width.SHORT,
            "How long an event is remembered, in milliseconds.");
  }

  public static RepeatOptions from(AbstractConfig config) {
    return new RepeatOptions(config.getInt(ENTRIES), Duration.ofMillis(config.getLong(WINDOW)));
  }
}
