package io.acequia.object.store.config;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.file.FileObjectStore;
import io.acequia.object.store.s3.S3ObjectStore;
import io.acequia.object.store.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Where the objects are and how they are reached: the keys that source and sink share. */
public final class StoreOptions {
  /** The store's location, the only key without a default. */
  public static final String URL = "objects.url";

  public static final String ENDPOINT = "objects.endpoint";
  public static final String REGION = "objects.region";
  public static final String PATH_STYLE = "objects.path.style.enabled";
  public static final String ACCESS_KEY = "objects.access.key.id";
  public static final String SECRET_KEY = "objects.secret.access.key";
  public static final String SESSION_TOKEN = "objects.session.token";
  public static final String ROLE_ARN = "objects.role.arn";
  public static final String ROLE_EXTERNAL_ID = "objects.role.external.id";
  public static final String ROLE_ENDPOINT = "objects.role.endpoint";
  public static final String VALIDATE_CONNECTION = "objects.validate.connection.enabled";
  public static final String CONNECT_TIMEOUT = "objects.connect.timeout.ms";
  public static final String SOCKET_TIMEOUT = "objects.socket.timeout.ms";

  private static final URI GOOGLE = URI.create("https://storage.googleapis.com");

  private final StoreLocation location;
  private final AbstractConfig config;

  private StoreOptions(AbstractConfig config) {
    this.config = config;
    this.location = StoreLocation.parse(config.getString(URL));
  }

  /** Defines the keys. */
  public static void addTo(ConfigDef def) {
    place(ConfigGroup.in(def, "Store"));
    login(ConfigGroup.in(def, "Store"));
    ConfigGroup.in(def, "Store")
        .optional(
            VALIDATE_CONNECTION,
            Type.BOOLEAN,
            true,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether a new configuration is tried on the store before it is accepted; off where the"
                + " store may be away at that time.")
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
            "The longest silence in the middle of a call, in milliseconds; the call is repeated"
                + " then.");
  }

  private static void place(ConfigGroup group) {
    group
        .required(
            URL,
            Type.STRING,
            url(),
            Width.LONG,
            "Where the objects are: s3://bucket/prefix, gs://bucket/prefix, or file:///folder, a"
                + " folder that all workers see.")
        .optional(
            ENDPOINT,
            Type.STRING,
            null,
            endpoint(),
            Importance.MEDIUM,
            Width.LONG,
            "The server, such as http://minio:9000, where it is not Amazon's or Google's own.")
        .optional(
            REGION,
            Type.STRING,
            "us-east-1",
            Validators.nonBlank(),
            Importance.MEDIUM,
            Width.SHORT,
            "The region of the bucket; servers other than Amazon's mostly take any.")
        .optional(
            PATH_STYLE,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether the bucket is part of the path instead of the host's name, as most servers"
                + " other than Amazon's want it.");
  }

  private static void login(ConfigGroup group) {
    group
        .optional(
            ACCESS_KEY,
            Type.STRING,
            null,
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The access key's id; of Google Cloud Storage an HMAC key's. Without one, the worker's"
                + " environment, profile, container or instance gives a login.")
        .optional(
            SECRET_KEY,
            Type.PASSWORD,
            null,
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The access key's secret.")
        .optional(
            SESSION_TOKEN,
            Type.PASSWORD,
            null,
            null,
            Importance.LOW,
            Width.MEDIUM,
            "The session's token, for a temporary access key.")
        .optional(
            ROLE_ARN,
            Type.STRING,
            null,
            null,
            Importance.LOW,
            Width.LONG,
            "The role of AWS that is assumed with the login; renewed by itself.")
        .optional(
            ROLE_EXTERNAL_ID,
            Type.STRING,
            null,
            null,
            Importance.LOW,
            Width.MEDIUM,
            "The external id that the role's owner asks for.")
        .optional(
            ROLE_ENDPOINT,
            Type.STRING,
            null,
            endpoint(),
            Importance.LOW,
            Width.LONG,
            "The server that the role is assumed at, where it is not Amazon's own of the region.");
  }

  private static Validator url() {
    return parsed("s3://bucket/prefix, gs://bucket/prefix or file:///folder", StoreLocation::parse);
  }

  private static Validator endpoint() {
    return parsed(
        "http://host:port or https://host:port",
        text -> {
          if (!text.matches("https?://[^/@?#]+/?")) {
            throw new ConfigException("an endpoint is http://host:port or https://host:port");
          }
        });
  }

  private static Validator parsed(String description, java.util.function.Consumer<String> parser) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              parser.accept(text);
            } catch (ConfigException e) {
              throw new ConfigException(key + " is wrong: " + e.getMessage());
            }
          }
        },
        () -> description);
  }

  /** Reads the keys. */
  public static StoreOptions from(AbstractConfig config) {
    return new StoreOptions(config);
  }

  /** What all keys begin with: empty, or ending with {@code /}. */
  public String prefix() {
    return location.prefix();
  }

  /** Whether {@code validate()} should look at the store. */
  public boolean validatesConnection() {
    return config.getBoolean(VALIDATE_CONNECTION);
  }

  /** Whether one of id and secret is set and the other is not. */
  public boolean hasHalfALogin() {
    return (config.getString(ACCESS_KEY) == null) != (config.getPassword(SECRET_KEY) == null);
  }

  /** A new client, which the caller closes. */
  public ObjectStore open() {
    return location.kind() == StoreLocation.Kind.FILE
        ? new FileObjectStore(Path.of(location.folder()))
        : new S3ObjectStore(settings());
  }

  /** Whether the objects are in S3, or in what speaks it, rather than at Google or in a folder. */
  public boolean isS3() {
    return location.kind() == StoreLocation.Kind.S3;
  }

  /** The bucket's name; empty for a folder. */
  public String bucket() {
    return location.bucket();
  }

  /** Where a bucket is and how it is reached, for what is used beside it. */
  public S3Settings settings() {
    boolean google = location.kind() == StoreLocation.Kind.GCS;
    @Nullable String endpoint = config.getString(ENDPOINT);
    return new S3Settings(
        google ? S3Settings.Dialect.GCS : S3Settings.Dialect.S3,
        location.bucket(),
        config.getString(REGION),
        endpoint != null ? URI.create(endpoint) : google ? GOOGLE : null,
        google || config.getBoolean(PATH_STYLE),
        credentials(),
        role(),
        Duration.ofMillis(config.getLong(CONNECT_TIMEOUT)),
        Duration.ofMillis(config.getLong(SOCKET_TIMEOUT)));
  }

  private S3Settings.@Nullable Role role() {
    @Nullable String role = config.getString(ROLE_ARN);
    @Nullable String endpoint = config.getString(ROLE_ENDPOINT);
    return role == null
        ? null
        : new S3Settings.Role(
            role,
            config.getString(ROLE_EXTERNAL_ID),
            "acequia",
            endpoint == null ? null : URI.create(endpoint));
  }

  private S3Settings.@Nullable Login credentials() {
    @Nullable String id = config.getString(ACCESS_KEY);
    @Nullable Password secret = config.getPassword(SECRET_KEY);
    @Nullable Password token = config.getPassword(SESSION_TOKEN);
    return id == null || secret == null
        ? null
        : new S3Settings.Login(id, secret.value(), token == null ? null : token.value());
  }
}
