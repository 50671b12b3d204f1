package io.acequia.object.store.sink;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.formats.Compression;
import io.acequia.formats.FileFormat;
import io.acequia.formats.WriterOptions;
import io.acequia.object.store.config.StoreOptions;
import io.acequia.object.store.sink.mapping.Tombstones;
import io.acequia.object.store.sink.partition.PathTemplate;
import io.acequia.object.store.sink.partition.RecordTime;
import io.acequia.object.store.sink.rotate.Rotation;
import io.acequia.object.store.sink.write.WriteOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The configuration of the object store sink. */
public final class ObjectStoreSinkConfig extends AbstractConfig {
  static final String PREFIX = "objects";
  static final String PATH = "objects.path";
  static final String FORMAT = "objects.format";
  static final String COMPRESSION = "objects.compression";
  static final String ENVELOPE = "objects.envelope.enabled";
  static final String TOMBSTONES = "objects.tombstones";
  static final String TIME_FIELD = "objects.time.field";
  static final String TIME_ZONE = "objects.time.zone";
  static final String ROTATE_RECORDS = "objects.rotate.records";
  static final String ROTATE_BYTES = "objects.rotate.bytes";
  static final String ROTATE_INTERVAL = "objects.rotate.interval.ms";
  static final String ROTATE_EVENT = "objects.rotate.event.ms";
  static final String ROTATE_ON_CLOSE = "objects.rotate.on.close.enabled";
  static final String DELIVERY = "objects.delivery";
  static final String INDEX_PATH = "objects.index.path";
  static final String BUFFER_BYTES = "objects.buffer.bytes";
  static final String PART_BYTES = "objects.part.bytes";
  static final String BLOCK_BYTES = "objects.block.bytes";
  static final String UPLOAD_THREADS = "objects.upload.threads";

  private static final int MIB = 1 << 20;

  /** The definition of all keys. */
  public static final ConfigDef DEFINITION = definition();

  public ObjectStoreSinkConfig(Map<String, String> properties) {
    super(DEFINITION, properties);
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    StoreOptions.addTo(def);
    files(ConfigGroup.in(def, "Files"));
    rotation(ConfigGroup.in(def, "Rotation"));
    delivery(ConfigGroup.in(def, "Delivery"));
    memory(ConfigGroup.in(def, "Memory"));
    RetryOptions.addTo(def, PREFIX);
    return def;
  }

  private static void files(ConfigGroup group) {
    group
        .optional(
            PATH,
            Type.STRING,
            "${topic}/partition=${partition}",
            SinkValidators.path(),
            Importance.HIGH,
            Width.LONG,
            "The folder of a record's file, over ${topic}, ${partition}, ${key}, ${key.FIELD},"
                + " ${value.FIELD} and ${time:PATTERN}: ${topic}/day=${time:yyyy-MM-dd}.")
        .optional(
            FORMAT,
            Type.STRING,
            FileFormat.JSONL.label(),
            Validators.oneOf(FileFormat.class),
            Importance.HIGH,
            Width.SHORT,
            "The format of the files: jsonl (a line for each record), json (one array), csv, avro"
                + " or parquet.")
        .optional(
            COMPRESSION,
            Type.STRING,
            Compression.NONE.label(),
            Validators.oneOf(Compression.class),
            Importance.MEDIUM,
            Width.SHORT,
            "How the files are compressed: none, gzip, snappy, zstd or lz4; inside of the file for"
                + " Avro and Parquet.")
        .optional(
            ENVELOPE,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether a file has each record's topic, partition, offset, timestamp and key beside its"
                + " value, instead of the value alone.")
        .optional(
            TOMBSTONES,
            Type.STRING,
            "ignore",
            Validators.oneOf(Tombstones.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of a record without a value: ignore it, report it as a bad record, or write"
                + " it in an envelope.")
        .optional(
            TIME_FIELD,
            Type.STRING,
            null,
            Validators.fieldPath(),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The field of the value that is a record's time: a Timestamp, a number since 1970, or ISO"
                + " 8601 text with an offset; the record's timestamp without this key.")
        .optional(
            TIME_ZONE,
            Type.STRING,
            "UTC",
            SinkValidators.zone(),
            Importance.LOW,
            Width.SHORT,
            "The time zone of times in paths, such as Europe/Berlin.");
  }

  private static void rotation(ConfigGroup group) {
    group
        .optional(
            ROTATE_RECORDS,
            Type.LONG,
            0L,
            Validators.between(0, 1L << 40),
            Importance.MEDIUM,
            Width.SHORT,
            "After how many records a file is complete, and with it all open files of its Kafka"
                + " partition; 0 for no limit.")
        .optional(
            ROTATE_BYTES,
            Type.LONG,
            128L * MIB,
            Validators.between(0, 1L << 40),
            Importance.MEDIUM,
            Width.SHORT,
            "After about how many bytes a file is complete, and with it all open files of its Kafka"
                + " partition; 0 for no limit.")
        .optional(
            ROTATE_INTERVAL,
            Type.LONG,
            600_000L,
            Validators.between(0, 7 * 86_400_000L),
            Importance.HIGH,
            Width.SHORT,
            "How long after its first record a Kafka partition's open files are complete, by the"
                + " worker's clock, in milliseconds; 0 for no limit.")
        .optional(
            ROTATE_EVENT,
            Type.LONG,
            0L,
            Validators.between(0, 366 * 86_400_000L),
            Importance.MEDIUM,
            Width.SHORT,
            "The span of the records' times after which a Kafka partition's open files are complete,"
                + " in milliseconds; late records do not count; 0 for no limit.")
        .optional(
            ROTATE_ON_CLOSE,
            Type.BOOLEAN,
            false,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether open files are completed before a Kafka partition moves to another task, instead"
                + " of being written there anew: smaller files, less to read again.");
  }

  private static void delivery(ConfigGroup group) {
    group
        .optional(
            DELIVERY,
            Type.STRING,
            "exactly-once",
            Validators.oneOf(Delivery.class),
            Importance.HIGH,
            Width.SHORT,
            "What is promised: at-least-once; exactly-once, by a small index object for each Kafka"
                + " partition; or exactly-once-by-name, without an index, by files that end at the"
                + " same records whenever they are written.")
        .optional(
            INDEX_PATH,
            Type.STRING,
            "_acequia",
            SinkValidators.constantPath(),
            Importance.LOW,
            Width.MEDIUM,
            "The folder of the index objects, in the same bucket; engines that read tables pass over"
                + " folders with an underscore.");
  }

  private static void memory(ConfigGroup group) {
    group
        .optional(
            BUFFER_BYTES,
            Type.LONG,
            96L * MIB,
            Validators.between(1 << 20, 1L << 36),
            Importance.MEDIUM,
            Width.SHORT,
            "The memory that all open files and uploads of a task may take, estimated; near it the"
                + " largest files are completed early.")
        .optional(
            PART_BYTES,
            Type.INT,
            8 * MIB,
            Validators.between(5 * MIB, 1 << 29),
            Importance.LOW,
            Width.SHORT,
            "The size of a part of an upload; a file that stays smaller is uploaded as a whole.")
        .optional(
            BLOCK_BYTES,
            Type.INT,
            16 * MIB,
            Validators.between(1 << 16, 1 << 29),
            Importance.LOW,
            Width.SHORT,
            "The size of a row group of Parquet, which is held in memory while it is written.")
        .optional(
            UPLOAD_THREADS,
            Type.INT,
            4,
            Validators.between(1, 64),
            Importance.LOW,
            Width.SHORT,
            "How many calls of the store a task makes at once.");
  }

  StoreOptions store() {
    return StoreOptions.from(this);
  }

  Delivery delivery() {
    return Validators.parse(Delivery.class, getString(DELIVERY));
  }

  boolean isIndexed() {
    return delivery() == Delivery.EXACTLY_ONCE;
  }

  boolean completesOnClose() {
    return getBoolean(ROTATE_ON_CLOSE);
  }

  boolean writesTombstones() {
    return tombstones() == Tombstones.WRITE;
  }

  private Tombstones tombstones() {
    return Validators.parse(Tombstones.class, getString(TOMBSTONES));
  }

  FileFormat format() {
    return Validators.parse(FileFormat.class, getString(FORMAT));
  }

  Compression compression() {
    return Validators.parse(Compression.class, getString(COMPRESSION));
  }

  Rotation rotation() {
    return new Rotation(
        getLong(ROTATE_RECORDS),
        getLong(ROTATE_BYTES),
        Duration.ofMillis(getLong(ROTATE_INTERVAL)),
        Duration.ofMillis(getLong(ROTATE_EVENT)));
  }

  long bufferBytes() {
    return getLong(BUFFER_BYTES);
  }

  int uploadThreads() {
    return getInt(UPLOAD_THREADS);
  }

  RetryOptions retries() {
    return RetryOptions.from(this, PREFIX);
  }

  /** What the keys of this connector's index begin with. */
  String indexPrefix(String connector) {
    return store().prefix() + getString(INDEX_PATH) + "/" + connector.replace('/', '_') + "/";
  }

  /** How records are written by the run of a task that has this name. */
  WriteOptions writing(String run) {
    @Nullable String field = getString(TIME_FIELD);
    return new WriteOptions(
        format(),
        WriterOptions.defaults().withCompression(compression()).withBlockBytes(getInt(BLOCK_BYTES)),
        store().prefix(),
        PathTemplate.parse(getString(PATH), ZoneId.of(getString(TIME_ZONE))),
        new RecordTime(field == null ? null : FieldPath.parse(field)),
        getBoolean(ENVELOPE),
        tombstones(),
        rotation(),
        delivery() == Delivery.AT_LEAST_ONCE ? "-" + run.substring(0, 8) : "",
        delivery() == Delivery.EXACTLY_ONCE_BY_NAME,
        delivery() != Delivery.EXACTLY_ONCE_BY_NAME,
        getInt(PART_BYTES));
  }
}
