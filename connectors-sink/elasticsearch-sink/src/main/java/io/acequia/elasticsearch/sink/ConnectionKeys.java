package io.acequia.elasticsearch.sink;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.tls.StoreFile;
import io.acequia.elasticsearch.sink.client.ClusterSettings;
import io.acequia.elasticsearch.sink.client.Credentials;
import io.acequia.elasticsearch.sink.client.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The keys that say where the cluster is, and who we are to it. */
final class ConnectionKeys {
  static final String URLS = "elasticsearch.urls";
  static final String USER = "elasticsearch.user";
  static final String PASSWORD = "elasticsearch.password";
  static final String API_KEY = "elasticsearch.api.key";
  static final String BEARER_TOKEN = "elasticsearch.bearer.token";
  static final String AWS_REGION = "elasticsearch.aws.region";
  static final String AWS_SERVICE = "elasticsearch.aws.service";
  static final String AWS_ACCESS_KEY = "elasticsearch.aws.access.key.id";
  static final String AWS_SECRET_KEY = "elasticsearch.aws.secret.access.key";
  static final String AWS_TOKEN = "elasticsearch.aws.session.token";
  static final String CA_FILE = "elasticsearch.tls.ca.file";
  static final String TRUSTSTORE = "elasticsearch.tls.truststore.file";
  static final String TRUSTSTORE_PASSWORD = "elasticsearch.tls.truststore.password";
  static final String KEYSTORE = "elasticsearch.tls.keystore.file";
  static final String KEYSTORE_PASSWORD = "elasticsearch.tls.keystore.password";
  static final String VERIFY_HOST = "elasticsearch.tls.hostname.verification.enabled";
  static final String VALIDATE_CONNECTION = "elasticsearch.validate.connection.enabled";
  static final String CONNECT_TIMEOUT = "elasticsearch.connect.timeout.ms";
  static final String SOCKET_TIMEOUT = "elasticsearch.socket.timeout.ms";
  static final String SNIFF_INTERVAL = "elasticsearch.sniff.interval.ms";
  static final String COMPRESSION = "elasticsearch.compression.enabled";

  private ConnectionKeys() {}

  static void addTo(ConfigDef def) {
    cluster(ConfigGroup.in(def, "Connection"));
    login(ConfigGroup.in(def, "Login"));
    tls(ConfigGroup.in(def, "TLS"));
  }

  private static void cluster(ConfigGroup group) {
    group
        .required(
            URLS,
            Type.LIST,
            Validators.each(SinkValidators.url()),
            Width.LONG,
            "Addresses of nodes of the cluster, such as https://es1:9200,https://es2:9200; requests"
                + " are spread over them, and those that failed lately are avoided.")
        .optional(
            VALIDATE_CONNECTION,
            Type.BOOLEAN,
            true,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether a new configuration is tried on the cluster before it is accepted; off where"
                + " the cluster may be away at that time.")
        .optional(
            CONNECT_TIMEOUT,
            Type.LONG,
            5_000L,
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
            "After how long without a sign of life in the middle of a request a node counts as"
                + " gone, in milliseconds; more than the slowest bulk request takes.")
        .optional(
            SNIFF_INTERVAL,
            Type.LONG,
            -1L,
            Validators.between(-1, 86_400_000),
            Importance.LOW,
            Width.SHORT,
            "How often the cluster is asked for its nodes, to which requests go from then on, in"
                + " milliseconds; -1 keeps to the addresses given. Not behind a load balancer.")
        .optional(
            COMPRESSION,
            Type.BOOLEAN,
            false,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether requests are sent compressed: for slow networks, at the cost of processor time"
                + " on both sides.");
  }

  private static void login(ConfigGroup group) {
    secret(
        text(group, USER, "The user that logs in, with elasticsearch.password."),
        PASSWORD,
        "The user's password.");
    secret(
        group, API_KEY, "An API key, as the cluster encoded it or as id:key, instead of a user.");
    secret(
        group,
        BEARER_TOKEN,
        "A token of an identity provider or a service account, instead of a user.");
    text(
        group,
        AWS_REGION,
        "The region of an Amazon OpenSearch Service domain, such as eu-central-1: requests are"
            + " signed (Signature Version 4) with the keys given beside.");
    group.optional(
        AWS_SERVICE,
        Type.STRING,
        "es",
        Validators.oneOf(AwsService.class),
        Importance.LOW,
        Width.SHORT,
        "What requests are signed for: es for a domain, aoss for a serverless collection.");
    text(group, AWS_ACCESS_KEY, "The id of the access key that signs requests.");
    secret(group, AWS_SECRET_KEY, "The secret of the access key that signs requests.");
    secret(group, AWS_TOKEN, "The token that belongs to a temporary access key.");
  }

  private static void tls(ConfigGroup group) {
    text(group, CA_FILE, "A file of certificates in PEM that are trusted, beside no others.");
    text(
        group,
        TRUSTSTORE,
        "A file of certificates, PKCS12 or JKS (.jks), that are trusted instead.");
    secret(group, TRUSTSTORE_PASSWORD, "The password of that file.");
    text(
        group,
        KEYSTORE,
        "A file with our own certificate and key, PKCS12 or JKS (.jks), for clusters that ask.");
    secret(group, KEYSTORE_PASSWORD, "The password of that file and of the key in it.");
    group.optional(
        VERIFY_HOST,
        Type.BOOLEAN,
        true,
        null,
        Importance.LOW,
        Width.SHORT,
        "Whether a node's certificate must name the host that was asked for.");
  }

  private static ConfigGroup text(ConfigGroup group, String key, String doc) {
    return group.optional(
        key, Type.STRING, null, Validators.nonBlank(), Importance.MEDIUM, Width.MEDIUM, doc);
  }

  private static void secret(ConfigGroup group, String key, String doc) {
    group.optional(key, Type.PASSWORD, null, null, Importance.MEDIUM, Width.MEDIUM, doc);
  }

  /** What the configuration says about the cluster. */
  static ClusterSettings settings(AbstractConfig config, int connections) {
    return new ClusterSettings(
        config.getList(URLS).stream().map(url -> URI.create(url.strip())).toList(),
        credentials(config),
        new TlsSettings(
            path(config.getString(CA_FILE)),
            store(config, TRUSTSTORE, TRUSTSTORE_PASSWORD),
            store(config, KEYSTORE, KEYSTORE_PASSWORD),
            config.getBoolean(VERIFY_HOST)),
        Duration.ofMillis(config.getLong(CONNECT_TIMEOUT)),
        Duration.ofMillis(config.getLong(SOCKET_TIMEOUT)),
        config.getBoolean(COMPRESSION),
        connections);
  }

  private static Credentials credentials(AbstractConfig config) {
    String user = config.getString(USER);
    String apiKey = secret(config, API_KEY);
    String token = secret(config, BEARER_TOKEN);
    String region = config.getString(AWS_REGION);
    if (user != null) {
      String password = secret(config, PASSWORD);
      return Credentials.basic(user, password == null ? "" : password);
    }
    if (apiKey != null) {
      return Credentials.apiKey(apiKey);
    }
    if (token != null) {
      return Credentials.bearer(token);
    }
    String keyId = config.getString(AWS_ACCESS_KEY);
    String key = secret(config, AWS_SECRET_KEY);
    if (region != null && keyId != null && key != null) {
      return Credentials.aws(
          region, config.getString(AWS_SERVICE), keyId, key, secret(config, AWS_TOKEN));
    }
    return new Credentials.None();
  }

  /** The text of a secret, {@code null} if it is not set. */
  static @Nullable String secret(AbstractConfig config, String key) {
    Password password = config.getPassword(key);
    return password == null ? null : password.value();
  }

  private static @Nullable StoreFile store(AbstractConfig config, String file, String password) {
    Path path = path(config.getString(file));
    if (path == null) {
      return null;
    }
    boolean jks = path.toString().toLowerCase(Locale.ROOT).endsWith(".jks");
    return new StoreFile(path, jks ? "JKS" : "PKCS12", config.getPassword(password));
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
