package io.acequia.http.source;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.Validators;
import io.acequia.http.source.auth.AuthOptions;
import io.acequia.http.source.event.EventOptions;
import io.acequia.http.source.repeat.RepeatOptions;
import io.acequia.http.source.server.ListenerOptions;
import io.acequia.http.source.server.TlsOptions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The configuration of {@link HttpIngestSourceConnector}. */
public final class HttpIngestSourceConfig extends AbstractConfig {

  static final String VALIDATE_LISTENER = "http.ingest.validate.listener.enabled";
  static final String POLL_RECORDS = "http.ingest.poll.max.records";

  /** Set by the connector for its tasks, never by users. */
  static final String TASK_ID = "http.ingest.task.id";

  public HttpIngestSourceConfig(Map<String, String> properties) {
    super(configDef(), properties);
  }

  static ConfigDef configDef() {
    ConfigDef def = new ConfigDef();
    ListenerOptions.addTo(def);
    TlsOptions.addTo(def);
    AuthOptions.addTo(def);
    EventOptions.addTo(def);
    RepeatOptions.addTo(def);
    ConfigGroup.in(def, "Connect")
        .optional(
            POLL_RECORDS,
            Type.INT,
            2_000,
            Validators.between(1, 100_000),
            Importance.LOW,
            Width.SHORT,
            "After how many records a task hands what it has to Connect.")
        .optional(
            VALIDATE_LISTENER,
            Type.BOOLEAN,
            true,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether a configuration is also checked against the worker that validates it: is the"
                + " port free, are the files of TLS readable.");
    return def;
  }

  /** Reports what only several keys together can have wrong; each key by itself is right. */
  void check(ConfigProblems problems) {
    TlsOptions.check(this, problems);
    AuthOptions.check(this, problems);
    EventOptions.check(this, problems);
  }

  ListenerOptions listener() {
    return ListenerOptions.from(this);
  }

  TlsOptions tls() {
    return TlsOptions.from(this);
  }

  AuthOptions auth() {
    return AuthOptions.from(this);
  }

  EventOptions events() {
    return EventOptions.from(this);
  }

  RepeatOptions repeats() {
    return RepeatOptions.from(this);
  }

  int pollRecords() {
    return getInt(POLL_RECORDS);
  }

  /** What tasks must have in common to share a listener: everything but their number. */
  Map<String, String> shareable() {
    Map<String, String> settings = new TreeMap<>(originalsStrings());
    settings.remove(TASK_ID);
    return settings;
  }

  /** Whether the worker goes on when a record cannot be written. */
  boolean toleratesErrors() {
    return "all".equalsIgnoreCase(originalsStrings().get("errors.tolerance"));
  }
}
