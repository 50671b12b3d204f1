package io.acequia.elasticsearch.sink;

import io.acequia.commons.config.BatchOptions;
import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.elasticsearch.sink.client.ClusterSettings;
import io.acequia.elasticsearch.sink.index.IndexOptions;
import io.acequia.elasticsearch.sink.index.TargetKind;
import io.acequia.elasticsearch.sink.mapping.DocumentOptions;
import io.acequia.elasticsearch.sink.mapping.IdMode;
import io.acequia.elasticsearch.sink.mapping.NameTemplate;
import io.acequia.elasticsearch.sink.mapping.WriteMode;
import io.acequia.elasticsearch.sink.write.PipelineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The configuration of the Elasticsearch and OpenSearch sink. */
public final class ElasticsearchSinkConfig extends AbstractConfig {
  static final String PREFIX = "elasticsearch";
  static final String INDEX = "elasticsearch.index";
  static final String TARGET = "elasticsearch.target";
  static final String AUTO_CREATE = "elasticsearch.auto.create.enabled";
  static final String INDEX_SETTINGS = "elasticsearch.index.settings";
  static final String INDEX_MAPPINGS = "elasticsearch.index.mappings";
  static final String SCHEMA_MAPPING = "elasticsearch.schema.mapping.enabled";
  static final String WRITE_MODE = "elasticsearch.write.mode";
  static final String ID_MODE = "elasticsearch.id.mode";
  static final String ID_FIELDS = "elasticsearch.id.fields";
  static final String VERSION_MODE = "elasticsearch.version.mode";
  static final String DELETE_ENABLED = "elasticsearch.delete.enabled";
  static final String ROUTING = "elasticsearch.routing";
  static final String PIPELINE = "elasticsearch.pipeline";
  static final String TIMESTAMP_FIELD = "elasticsearch.timestamp.field";
  static final String IN_FLIGHT = "elasticsearch.requests.in.flight";
  static final String BUFFER_BYTES = "elasticsearch.buffer.bytes";

  private static final String INDICES_GROUP = "Indices";
  private static final String DOCUMENTS_GROUP = "Documents";
  private static final String DELIVERY_GROUP = "Delivery";

  /** The definition of all keys. */
  public static final ConfigDef DEFINITION = definition();

  public ElasticsearchSinkConfig(Map<String, String> properties) {
    super(DEFINITION, properties);
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    ConnectionKeys.addTo(def);
    indices(ConfigGroup.in(def, INDICES_GROUP));
    documents(ConfigGroup.in(def, DOCUMENTS_GROUP));
    delivery(ConfigGroup.in(def, DELIVERY_GROUP));
    BatchOptions.addTo(def, PREFIX, new BatchOptions(5_000, 5L << 20, Duration.ofMillis(200)));
    RetryOptions.addTo(def, PREFIX);
    return def;
  }

  private static void indices(ConfigGroup group) {
    group
        .optional(
            INDEX,
            Type.STRING,
            "${topic}",
            SinkValidators.index(),
            Importance.HIGH,
            Width.MEDIUM,
            "The name of the index, alias or data stream: a template over ${topic}, ${partition},"
                + " ${key}, ${field:data.origin} for a field of the value and"
                + " ${timestamp:yyyy.MM.dd} for its time in UTC; put in lower case.")
        .optional(
            TARGET,
            Type.STRING,
            "index",
            Validators.oneOf(TargetKind.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What that name names: index, alias (a first index is created behind it) or"
                + " data-stream, which takes creations only.")
        .optional(
            AUTO_CREATE,
            Type.BOOLEAN,
            true,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether a missing index, alias or data stream is created; the task fails otherwise.")
        .optional(
            INDEX_SETTINGS,
            Type.STRING,
            "",
            SinkValidators.json(),
            Importance.LOW,
            Width.LONG,
            "Settings of those that are created, as JSON: {\"number_of_shards\": 3}.")
        .optional(
            INDEX_MAPPINGS,
            Type.STRING,
            "",
            SinkValidators.json(),
            Importance.LOW,
            Width.LONG,
            "Mappings of those that are created, as JSON: dynamic templates, and properties that go"
                + " before those of a schema.")
        .optional(
            SCHEMA_MAPPING,
            Type.BOOLEAN,
            true,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether the fields of records' schemas are added to the mapping, so that a number is"
                + " what its schema says; off: the cluster guesses from the first value of each.");
  }

  private static void documents(ConfigGroup group) {
    group
        .optional(
            WRITE_MODE,
            Type.STRING,
            "index",
            Validators.oneOf(WriteMode.class),
            Importance.HIGH,
            Width.SHORT,
            "How a document meets one of the same id: create keeps the first, index replaces it,"
                + " update merges the fields into one that must be there, upsert merges or adds.")
        .optional(
            ID_MODE,
            Type.STRING,
            "kafka",
            Validators.oneOf(IdMode.class),
            Importance.HIGH,
            Width.SHORT,
            "Where the id comes from: kafka for topic+partition+offset, record-key, record-value"
                + " for fields of it, none to let the cluster make one up, so that a record that"
                + " comes twice is two documents.")
        .optional(
            ID_FIELDS,
            Type.LIST,
            "",
            Validators.each(SinkValidators.field()),
            Importance.HIGH,
            Width.MEDIUM,
            "The fields of the id: of the record's key if that is an object, or of the value. The"
                + " texts of several are joined by a colon.")
        .optional(
            VERSION_MODE,
            Type.STRING,
            "auto",
            Validators.oneOf(VersionMode.class),
            Importance.MEDIUM,
            Width.SHORT,
            "Whether the version of a document is its record's offset, so that a record that comes"
                + " late or twice changes nothing: auto does so for ids of record-key and kafka, offset"
                + " for record-value as well, where all records of an id come from one partition.")
        .optional(
            DELETE_ENABLED,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether a record without a value deletes the document of its key; it is passed over"
                + " otherwise. Needs record-key.")
        .optional(
            ROUTING,
            Type.STRING,
            null,
            SinkValidators.template(),
            Importance.LOW,
            Width.MEDIUM,
            "What decides about the shard instead of the id: a template as for the index.")
        .optional(
            PIPELINE,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.LOW,
            Width.MEDIUM,
            "The cluster's ingest pipeline that documents pass through.")
        .optional(
            TIMESTAMP_FIELD,
            Type.STRING,
            null,
            SinkValidators.field(),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The field of the value that tells a record's time, for ${timestamp:pattern} and for"
                + " the @timestamp of a data stream: ISO 8601, or milliseconds since 1970 in UTC. Without: Kafka's time.");
  }

  private static void delivery(ConfigGroup group) {
    group
        .optional(
            IN_FLIGHT,
            Type.INT,
            2,
            Validators.between(1, 64),
            Importance.MEDIUM,
            Width.SHORT,
            "How many bulk requests of a task are under way at once. All changes of one document"
                + " arrive in order all the same.")
        .optional(
            BUFFER_BYTES,
            Type.LONG,
            96L << 20,
            Validators.between(1 << 20, 1L << 36),
            Importance.MEDIUM,
            Width.SHORT,
            "The memory that records of a task may take until they are written, estimated; near it"
                + " the task stops reading until some are.");
  }

  boolean validatesConnection() {
    return getBoolean(ConnectionKeys.VALIDATE_CONNECTION);
  }

  boolean deletes() {
    return getBoolean(DELETE_ENABLED);
  }

  WriteMode writeMode() {
    return Validators.parse(WriteMode.class, getString(WRITE_MODE));
  }

  IdMode idMode() {
    return Validators.parse(IdMode.class, getString(ID_MODE));
  }

  VersionMode versionMode() {
    return Validators.parse(VersionMode.class, getString(VERSION_MODE));
  }

  TargetKind target() {
    return Validators.parse(TargetKind.class, getString(TARGET));
  }

  List<String> idFields() {
    return getList(ID_FIELDS);
  }

  ClusterSettings cluster() {
    // One more than there are bulk requests, for what is asked beside them.
    return ConnectionKeys.settings(this, getInt(IN_FLIGHT) + 1);
  }

  private boolean isVersioned() {
    if (writeMode() != WriteMode.INDEX || idMode() == IdMode.NONE) {
      return false;
    }
    return switch (versionMode()) {
      case OFFSET -> true;
      case NONE -> false;
      case AUTO -> idMode() != IdMode.RECORD_VALUE;
    };
  }

  DocumentOptions documents() {
    @Nullable String routing = getString(ROUTING);
    @Nullable String timeField = getString(TIMESTAMP_FIELD);
    List<FieldPath> fields = idFields().stream().map(NameTemplate::field).toList();
    return new DocumentOptions(
        NameTemplate.parse(getString(INDEX)),
        idMode(),
        fields,
        writeMode(),
        isVersioned(),
        routing == null ? null : NameTemplate.parse(routing),
        timeField == null ? null : NameTemplate.field(timeField),
        target() == TargetKind.DATA_STREAM);
  }

  PipelineOptions pipeline() {
    long sniff = getLong(ConnectionKeys.SNIFF_INTERVAL);
    return new PipelineOptions(
        cluster(),
        documents(),
        new IndexOptions(
            target(),
            getBoolean(AUTO_CREATE),
            SinkValidators.object(getString(INDEX_SETTINGS)),
            SinkValidators.object(getString(INDEX_MAPPINGS)),
            getBoolean(SCHEMA_MAPPING)),
        getString(PIPELINE),
        BatchOptions.from(this, PREFIX),
        RetryOptions.from(this, PREFIX),
        getInt(IN_FLIGHT),
        sniff < 0 ? null : Duration.ofMillis(Math.max(1, sniff)),
        getLong(BUFFER_BYTES));
  }
}
