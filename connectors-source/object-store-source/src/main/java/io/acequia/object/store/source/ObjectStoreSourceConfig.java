package io.acequia.object.store.source;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.config.Validators;
import io.acequia.formats.CsvDialect;
import io.acequia.formats.FileFormat;
import io.acequia.formats.ReadLimits;
import io.acequia.object.store.config.StoreOptions;
import io.acequia.object.store.source.listing.ObjectFilter;
import io.acequia.object.store.source.listing.ObjectListing;
import io.acequia.object.store.source.notify.SqsQueue;
import io.acequia.object.store.source.read.ReadOptions;
import io.acequia.object.store.source.read.ReadPlan;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link ObjectStoreSourceConnector}. */
public final class ObjectStoreSourceConfig extends AbstractConfig {

  static final String TOPIC = "objects.topic";
  static final String FORMAT = "objects.format";
  static final String INCLUDE = "objects.include.pattern";
  static final String INTERVAL = "objects.list.interval.ms";
  static final String FULL_INTERVAL = "objects.list.full.interval.ms";
  static final String LOOKBACK = "objects.list.lookback";
  static final String QUEUE_URL = "objects.notification.queue.url";
  static final String VISIBILITY = "objects.notification.visibility.timeout.ms";
  static final String CHANGED = "objects.changed";
  static final String BROKEN = "objects.broken.records";
  static final String TAIL = "objects.tail.enabled";
  static final String AFTER = "objects.after.read";
  static final String AFTER_PREFIX = "objects.after.move.prefix";
  static final String AFTER_TAG = "objects.after.tag";
  static final String CSV_DELIMITER = "objects.csv.delimiter";
  static final String CSV_QUOTE = "objects.csv.quote";
  static final String CSV_HEADER = "objects.csv.header.enabled";
  static final String CSV_NULL = "objects.csv.null.text";
  static final String MAX_BYTES = "objects.record.max.bytes";
  static final String MAX_DEPTH = "objects.record.max.depth";
  static final String MAX_FIELDS = "objects.record.max.fields";
  static final String POLL_RECORDS = "objects.poll.max.records";
  static final String POLL_BYTES = "objects.poll.max.bytes";

  /** Set by the connector for its tasks, never by users. */
  static final String TASK = "objects.task.id";

  static final String TASKS = "objects.task.count";
  private static final String PREFIX = "objects";

  /** How the format of an object is known. */
  enum Format {
    AUTO,
    JSONL,
    JSON,
    CSV,
    AVRO,
    PARQUET
  }

  /** What becomes of a broken record. */
  enum Broken {
    FAIL,
    SKIP
  }

  public ObjectStoreSourceConfig(Map<String, String> properties) {
    super(configDef(), properties);
  }

  static ConfigDef configDef() {
    ConfigDef def = new ConfigDef();
    StoreOptions.addTo(def);
    what(ConfigGroup.in(def, "Objects"));
    SourceKeys.listing(ConfigGroup.in(def, "Listing"));
    NotificationKeys.addTo(ConfigGroup.in(def, "Notification"));
    SourceKeys.after(ConfigGroup.in(def, "After reading"));
    SourceKeys.csv(ConfigGroup.in(def, "CSV"));
    SourceKeys.limits(ConfigGroup.in(def, "Limits"));
    RetryOptions.addTo(def, PREFIX);
    return def;
  }

  private static void what(ConfigGroup group) {
    group
        .required(
            TOPIC,
            Type.STRING,
            Validators.nonBlank(),
            Width.MEDIUM,
            "The topic that the records go to; a RegexRouter or our own transforms can change it.")
        .optional(
            FORMAT,
            Type.STRING,
            "auto",
            Validators.oneOf(Format.class),
            Importance.HIGH,
            Width.SHORT,
            "How the objects are written; auto tells it by each object's name (.jsonl, .ndjson,"
                + " .json, .csv, each also with .gz, .zst, .sz or .lz4 behind; .avro, .parquet) and"
                + " leaves out objects whose name does not tell it.")
        .optional(
            INCLUDE,
            Type.STRING,
            ".*",
            Validators.pattern(),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The regular expression that an object's whole key must match to be read.")
        .optional(
            BROKEN,
            Type.STRING,
            "fail",
            Validators.oneOf(Broken.class),
            Importance.HIGH,
            Width.SHORT,
            "What becomes of a record that cannot be read: fail stops the task with a message that"
                + " names object and line; skip logs that message and goes on with the next record,"
                + " or with the next object where the rest of this one is unreadable.")
        .optional(
            CHANGED,
            Type.STRING,
            "reread",
            Validators.oneOf(ReadPlan.Changed.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of an object that was replaced after it was read: reread takes it as a new"
                + " one, ignore leaves it alone; both are logged.")
        .optional(
            TAIL,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether the objects are files of JSON lines that grow, in a folder: each line is read"
                + " when it has ended; files that were rotated, renamed or truncated are recognised"
                + " by how they begin.");
  }

  /** Reports what only several keys together can have wrong; each key by itself is right. */
  void check(ConfigProblems problems) {
    if (store().hasHalfALogin()) {
      problems.add(StoreOptions.SECRET_KEY, "an access key has an id and a secret");
    }
    if (isNotified() && !store().isS3()) {
      problems.add(QUEUE_URL, "only buckets of S3 (s3://) have notifications");
    }
    AfterRead.Action action = action();
    if (action == AfterRead.Action.MOVE && getString(AFTER_PREFIX).isBlank()) {
      problems.add(AFTER_PREFIX, "is needed to move objects");
    }
    if (getBoolean(TAIL)) {
      if (!getString(StoreOptions.URL).startsWith("file:")) {
        problems.add(TAIL, "only files in a folder (file:///) can grow");
      }
      if (action != AfterRead.Action.KEEP) {
        problems.add(AFTER, "files that grow are never done, so they can only be kept");
      }
    }
  }

  StoreOptions store() {
    return StoreOptions.from(this);
  }

  RetryOptions retry() {
    return RetryOptions.from(this, PREFIX);
  }

  ObjectListing.Pace pace() {
    return new ObjectListing.Pace(
        Duration.ofMillis(getLong(INTERVAL)),
        Duration.ofMillis(getLong(FULL_INTERVAL)),
        getInt(LOOKBACK));
  }

  ObjectFilter filter() {
    Map<String, String> settings = originalsStrings();
    return new ObjectFilter(
        Pattern.compile(getString(INCLUDE)),
        action() == AfterRead.Action.MOVE ? getString(AFTER_PREFIX) : "",
        isNotified() ? 0 : Integer.parseInt(task()),
        isNotified() ? 1 : Integer.parseInt(settings.getOrDefault(TASKS, "1")),
        tails());
  }

  /** Whether objects are known by notifications instead of by listing. */
  boolean isNotified() {
    return getString(QUEUE_URL) != null;
  }

  /** A new client of the queue, which the caller closes. */
  SqsQueue notificationQueue() {
    return new SqsQueue(URI.create(getString(QUEUE_URL)), store().settings());
  }

  Duration notificationVisibility() {
    return Duration.ofMillis(getLong(VISIBILITY));
  }

  ReadPlan.Changed changed() {
    return Validators.parse(ReadPlan.Changed.class, getString(CHANGED));
  }

  boolean tails() {
    return getBoolean(TAIL);
  }

  /** The task's number, for its metrics. */
  String task() {
    return originalsStrings().getOrDefault(TASK, "0");
  }

  ReadOptions reading() {
    return new ReadOptions(
        getString(TOPIC),
        format(),
        new CsvDialect(
            getString(CSV_DELIMITER).charAt(0),
            getString(CSV_QUOTE).charAt(0),
            getBoolean(CSV_HEADER),
            getString(CSV_NULL),
            "\n"),
        new ReadLimits(getInt(MAX_BYTES), getInt(MAX_DEPTH), getInt(MAX_FIELDS)),
        Validators.parse(Broken.class, getString(BROKEN)) == Broken.SKIP,
        getInt(POLL_RECORDS),
        getLong(POLL_BYTES));
  }

  private @Nullable FileFormat format() {
    String name = getString(FORMAT).toUpperCase(Locale.ROOT);
    return name.equals(Format.AUTO.name()) ? null : FileFormat.valueOf(name);
  }

  AfterRead.Options afterRead() {
    String[] tag = getString(AFTER_TAG).split("=", 2);
    return new AfterRead.Options(action(), Map.of(tag[0], tag[1]), getString(AFTER_PREFIX));
  }

  private AfterRead.Action action() {
    return Validators.parse(AfterRead.Action.class, getString(AFTER));
  }
}
