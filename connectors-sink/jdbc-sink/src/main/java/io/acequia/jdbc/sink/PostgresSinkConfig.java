package io.acequia.jdbc.sink;

import io.acequia.commons.config.BatchOptions;
import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.RetryOptions;
import io.acequia.commons.config.Validators;
import io.acequia.jdbc.sink.client.ConnectionSettings;
import io.acequia.jdbc.sink.mapping.ColumnSpec;
import io.acequia.jdbc.sink.mapping.NestedMode;
import io.acequia.jdbc.sink.mapping.PkMode;
import io.acequia.jdbc.sink.mapping.RowOptions;
import io.acequia.jdbc.sink.mapping.TableTemplate;
import io.acequia.jdbc.sink.schema.TableName;
import io.acequia.jdbc.sink.schema.TableOptions;
import io.acequia.jdbc.sink.write.PipelineOptions;
import io.acequia.jdbc.sink.write.WriteOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The configuration of the PostgreSQL sink. */
public final class PostgresSinkConfig extends AbstractConfig {
  static final String PREFIX = "postgres";
  static final String URL = "postgres.url";
  static final String USER = "postgres.user";
  static final String PASSWORD = "postgres.password";
  static final String VALIDATE_CONNECTION = "postgres.validate.connection";
  static final String CONNECT_TIMEOUT = "postgres.connect.timeout.ms";
  static final String SOCKET_TIMEOUT = "postgres.socket.timeout.ms";
  static final String LOCK_TIMEOUT = "postgres.lock.timeout.ms";
  static final String TABLE = "postgres.table";
  static final String COLUMNS = "postgres.columns";
  static final String COLUMN_TYPES = "postgres.column.types";
  static final String NESTED = "postgres.nested";
  static final String UNKNOWN_FIELDS = "postgres.unknown.fields";
  static final String AUTO_CREATE = "postgres.auto.create";
  static final String AUTO_EVOLVE = "postgres.auto.evolve";
  static final String INSERT_MODE = "postgres.insert.mode";
  static final String PK_MODE = "postgres.pk.mode";
  static final String PK_FIELDS = "postgres.pk.fields";
  static final String DELETE_ENABLED = "postgres.delete.enabled";
  static final String DELIVERY = "postgres.delivery";
  static final String OFFSETS_TABLE = "postgres.offsets.table";
  static final String BUFFER_BYTES = "postgres.buffer.bytes";

  private static final List<String> KAFKA_COLUMNS =
      List.of("kafka_topic", "kafka_partition", "kafka_offset");
  private static final String CONNECTION_GROUP = "Connection";
  private static final String TABLES_GROUP = "Tables";
  private static final String KEYS_GROUP = "Keys";
  private static final String DELIVERY_GROUP = "Delivery";

  /** The definition of all keys. */
  public static final ConfigDef DEFINITION = definition();

  public PostgresSinkConfig(Map<String, String> properties) {
    super(DEFINITION, properties);
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    connection(ConfigGroup.in(def, CONNECTION_GROUP));
    tables(ConfigGroup.in(def, TABLES_GROUP));
    keys(ConfigGroup.in(def, KEYS_GROUP));
    delivery(ConfigGroup.in(def, DELIVERY_GROUP));
    BatchOptions.addTo(def, PREFIX, new BatchOptions(20_000, 16L << 20, Duration.ofMillis(200)));
    RetryOptions.addTo(def, PREFIX);
    return def;
  }

  private static void connection(ConfigGroup group) {
    group
        .required(
            URL,
            Type.STRING,
            SinkValidators.url(),
            Width.LONG,
            "Where the database is: jdbc:postgresql://host:5432/database, with parameters of the"
                + " driver such as sslmode=verify-full; user and password have keys of their own.")
        .required(
            USER,
            Type.STRING,
            Validators.nonBlank(),
            Width.MEDIUM,
            "The user that logs in, and that owns the tables it is to change.")
        .optional(
            PASSWORD,
            Type.PASSWORD,
            null,
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The user's password; none where the server asks for none.")
        .optional(
            VALIDATE_CONNECTION,
            Type.BOOLEAN,
            true,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether a new configuration is tried on the database before it is accepted; off where"
                + " the database may be away at that time.")
        .optional(
            CONNECT_TIMEOUT,
            Type.LONG,
            10_000L,
            Validators.between(100, 600_000),
            Importance.LOW,
            Width.SHORT,
            "The longest wait for a connection to open, in milliseconds.")
        .optional(
            SOCKET_TIMEOUT,
            Type.LONG,
            60_000L,
            Validators.between(1_000, 3_600_000),
            Importance.LOW,
            Width.SHORT,
            "After how long without a sign of life in the middle of a call the server counts as"
                + " gone, in milliseconds; more than its longest statement takes.")
        .optional(
            LOCK_TIMEOUT,
            Type.LONG,
            10_000L,
            Validators.between(1, 3_600_000),
            Importance.LOW,
            Width.SHORT,
            "The longest wait for a lock that another session holds, in milliseconds; the write is"
                + " repeated then.");
  }

  private static void tables(ConfigGroup group) {
    group
        .optional(
            TABLE,
            Type.STRING,
            "${topic}",
            SinkValidators.parsed("table or schema.table", TableTemplate::parse),
            Importance.HIGH,
            Width.MEDIUM,
            "The table, with its schema or without, by a template over ${topic}.")
        .optional(
            COLUMNS,
            Type.LIST,
            "*",
            Validators.each(SinkValidators.parsed("a field", ColumnSpec::parse)),
            Importance.HIGH,
            Width.LONG,
            "Which fields become columns: paths such as event_id or data.user.id, with another name"
                + " as in 'data.user.id as user_id', and all fields of an object by * or data.*.")
        .optional(
            COLUMN_TYPES,
            Type.LIST,
            "",
            Validators.each(SinkValidators.columnType()),
            Importance.MEDIUM,
            Width.LONG,
            "Types of columns that this sink creates, where the records' own do not suit:"
                + " timestamp:timestamptz,price:numeric. No commas within a type.")
        .optional(
            NESTED,
            Type.STRING,
            "jsonb",
            Validators.oneOf(NestedMode.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of an object inside a record: jsonb for one column, flatten for a column"
                + " a field, named object_field.")
        .optional(
            UNKNOWN_FIELDS,
            Type.STRING,
            "report",
            Validators.oneOf(UnknownFields.class),
            Importance.LOW,
            Width.SHORT,
            "What becomes of a field that has no column and may not get one: report treats its"
                + " record as faulty, ignore leaves the field out.")
        .optional(
            AUTO_CREATE,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether a missing table is created from the first records.")
        .optional(
            AUTO_EVOLVE,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether columns are added for new fields, and widened for values that do not fit;"
                + " nothing is ever dropped. Widening rewrites the table.");
  }

  private static void keys(ConfigGroup group) {
    group
        .optional(
            INSERT_MODE,
            Type.STRING,
            "insert",
            Validators.oneOf(InsertMode.class),
            Importance.HIGH,
            Width.SHORT,
            "How rows are written: insert adds a row a record; upsert replaces the row of the same key.")
        .optional(
            PK_MODE,
            Type.STRING,
            "none",
            SinkValidators.pkMode(),
            Importance.HIGH,
            Width.SHORT,
            "Where the primary key comes from: none, record_key, record_value, or kafka for the"
                + " record's topic, partition and offset.")
        .optional(
            PK_FIELDS,
            Type.LIST,
            "",
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The columns of the primary key: fields of the record's key, or the one column of a"
                + " primitive key; columns from the value; for kafka three names, by default"
                + " kafka_topic, kafka_partition and kafka_offset.")
        .optional(
            DELETE_ENABLED,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether a record without a value deletes the row of its key; otherwise it is passed"
                + " over. Needs upsert and record_key.");
  }

  private static void delivery(ConfigGroup group) {
    group
        .optional(
            DELIVERY,
            Type.STRING,
            "at-least-once",
            Validators.oneOf(Delivery.class),
            Importance.HIGH,
            Width.SHORT,
            "What is promised: at-least-once, or exactly-once, for which offsets are kept in a table of the database, in"
                + " the transaction of the rows.")
        .optional(
            OFFSETS_TABLE,
            Type.STRING,
            "acequia_offsets",
            SinkValidators.parsed("table or schema.table", SinkValidators::constantTable),
            Importance.LOW,
            Width.MEDIUM,
            "The table of the offsets, for exactly-once; created if it is missing, and shared by"
                + " connectors.")
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

  String url() {
    return getString(URL);
  }

  boolean validatesConnection() {
    return getBoolean(VALIDATE_CONNECTION);
  }

  boolean isExactlyOnce() {
    return Validators.parse(Delivery.class, getString(DELIVERY)) == Delivery.EXACTLY_ONCE;
  }

  boolean isUpsert() {
    return Validators.parse(InsertMode.class, getString(INSERT_MODE)) == InsertMode.UPSERT;
  }

  boolean deletes() {
    return getBoolean(DELETE_ENABLED);
  }

  PkMode pkMode() {
    return PkMode.valueOf(getString(PK_MODE).toUpperCase(Locale.ROOT));
  }

  List<String> pkFields() {
    List<String> fields = getList(PK_FIELDS);
    return pkMode() == PkMode.KAFKA && fields.isEmpty() ? KAFKA_COLUMNS : fields;
  }

  TableTemplate tables() {
    return TableTemplate.parse(getString(TABLE));
  }

  TableName offsetsTable() {
    return SinkValidators.constantTable(getString(OFFSETS_TABLE));
  }

  /** How the database is reached, under this name in its list of sessions. */
  ConnectionSettings connection(String applicationName) {
    @Nullable Password password = getPassword(PASSWORD);
    return new ConnectionSettings(
        url(),
        getString(USER),
        password == null ? null : password.value(),
        applicationName,
        Duration.ofMillis(getLong(CONNECT_TIMEOUT)),
        Duration.ofMillis(getLong(SOCKET_TIMEOUT)),
        Duration.ofMillis(getLong(LOCK_TIMEOUT)));
  }

  RowOptions rows() {
    return new RowOptions(
        getList(COLUMNS).stream().map(ColumnSpec::parse).toList(),
        pkMode(),
        pkMode() == PkMode.NONE ? List.of() : pkFields(),
        Validators.parse(NestedMode.class, getString(NESTED)) == NestedMode.FLATTEN);
  }

  private TableOptions tableOptions() {
    Map<String, String> types = new LinkedHashMap<>();
    for (String entry : getList(COLUMN_TYPES)) {
      int colon = entry.lastIndexOf(':');
      types.put(entry.substring(0, colon).strip(), entry.substring(colon + 1).strip());
    }
    return new TableOptions(
        getBoolean(AUTO_CREATE),
        getBoolean(AUTO_EVOLVE),
        Validators.parse(UnknownFields.class, getString(UNKNOWN_FIELDS)) == UnknownFields.IGNORE,
        types,
        Duration.ofMillis(getLong(LOCK_TIMEOUT)));
  }

  PipelineOptions pipeline(String applicationName) {
    return new PipelineOptions(
        connection(applicationName),
        new WriteOptions(rows(), tableOptions(), isUpsert()),
        BatchOptions.from(this, PREFIX),
        RetryOptions.from(this, PREFIX),
        getLong(BUFFER_BYTES));
  }
}
