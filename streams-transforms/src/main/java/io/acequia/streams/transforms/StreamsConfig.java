package io.acequia.streams.transforms;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.Validators;
import io.acequia.streams.transforms.host.ApplicationSettings;
import io.acequia.streams.transforms.host.BatchLimit;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanKeys;
import io.acequia.streams.transforms.plan.PlanReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link StreamsConnector}. */
public final class StreamsConfig extends AbstractConfig {

  static final String BOOTSTRAP = "streams.bootstrap.servers";
  static final String APPLICATION_ID = "streams.application.id";
  static final String APPLICATION_SERVER = "streams.application.server";
  static final String GROUP_PROTOCOL = "streams.group.protocol";
  static final String STATE_DIR = "streams.state.dir";
  static final String STOP_TIMEOUT = "streams.stop.timeout.ms";
  static final String CREATE_TOPICS = "streams.topics.create.enabled";
  static final String VALIDATE_BROKER = "streams.validate.broker.enabled";
  static final String JAAS = "streams.sasl.jaas.config";

  /** What follows goes to Kafka Streams and its clients as it is. */
  static final String PASS_THROUGH = "streams.config.";

  /** Set by the connector for its tasks, never by users. */
  static final String TASK_PLAN = "streams.task.plan";

  /** Set likewise: where a batch ends. */
  static final String TASK_LIMIT = "streams.task.limit";

  private static final List<String> SECRETS =
      List.of(
          JAAS,
          "streams.ssl.keystore.password",
          "streams.ssl.key.password",
          "streams.ssl.truststore.password");

  /** What has a key of its own, or would break what the host relies on. */
  private static final Set<String> DENIED =
      Set.of(
          "application.id",
          "application.server",
          "bootstrap.servers",
          "state.dir",
          "num.stream.threads",
          "processing.guarantee",
          "group.protocol",
          "group.id",
          "client.id",
          "enable.auto.commit",
          "isolation.level",
          "transactional.id",
          "enable.idempotence",
          "internal.leave.group.on.close",
          "group.instance.id",
          "auto.include.jmx.reporter");

  public StreamsConfig(Map<String, String> properties) {
    super(configDef(), properties);
  }

  /** Who assigns the work within the group. */
  enum GroupProtocol {
    CLASSIC,
    STREAMS
  }

  static ConfigDef configDef() {
    ConfigDef def = new ConfigDef();
    application(def);
    PlanKeys.addTo(def);
    security(def);
    RegistryKeys.addTo(def);
    ConfigGroup.in(def, "Check")
        .optional(
            VALIDATE_BROKER,
            Type.BOOLEAN,
            true,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether a configuration is also checked against the brokers: are the topics there"
                + " that it reads, and does the plan fit the state that is there.");
    return def;
  }

  private static void application(ConfigDef def) {
    ConfigGroup.in(def, "Application")
        .required(
            BOOTSTRAP,
            Type.LIST,
            null,
            Width.LONG,
            "The brokers that the topology reads from and writes to, as host:port. Connect does"
                + " not tell its connectors which brokers it uses itself.")
        .optional(
            APPLICATION_ID,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.MEDIUM,
            "The application's id: its consumer group and the prefix of its internal topics;"
                + " without it the plan's name, or acequia- and the connector's name.")
        .optional(
            APPLICATION_SERVER,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.LOW,
            Width.MEDIUM,
            "Where other workers reach this one for queries, as host:port; it must differ by"
                + " worker, so it is best taken from a config provider.")
        .optional(
            GROUP_PROTOCOL,
            Type.STRING,
            Validators.spell(GroupProtocol.CLASSIC),
            Validators.oneOf(GroupProtocol.class),
            Importance.MEDIUM,
            Width.SHORT,
            "Who assigns the work: classic lets a member of the group do it, streams the brokers,"
                + " which takes Kafka 4.2 or later.")
        .optional(
            STATE_DIR,
            Type.STRING,
            "/tmp/acequia-streams",
            Validators.nonBlank(),
            Importance.HIGH,
            Width.LONG,
            "The folder of state on each worker. What is lost there is read again from Kafka,"
                + " which takes time: choose one that outlives a restart of the machine.")
        .optional(
            STOP_TIMEOUT,
            Type.LONG,
            4_000L,
            Validators.between(100, 600_000),
            Importance.LOW,
            Width.SHORT,
            "How long stopping waits for the last commit, in milliseconds; a worker gives its"
                + " tasks five seconds unless it is told otherwise.")
        .optional(
            CREATE_TOPICS,
            Type.BOOLEAN,
            true,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether topics of results, late events and dead letters are created if they are"
                + " missing, with the brokers' default partitions and replicas.");
  }

  private static void security(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Security");
    secret(group, SECRETS.get(0), "The login for brokers that ask for SASL.");
    secret(group, SECRETS.get(1), "The password of the key store for TLS.");
    secret(group, SECRETS.get(2), "The password of the private key for TLS.");
    secret(group, SECRETS.get(3), "The password of the trust store for TLS.");
  }

  private static void secret(ConfigGroup group, String key, String doc) {
    String rest = " Other settings of security are given as streams.config.security.protocol etc.";
    group.optional(key, Type.PASSWORD, null, null, Importance.MEDIUM, Width.LONG, doc + rest);
  }

  /** Reports what {@link ConfigDef} cannot see. */
  void check(ConfigProblems problems, ExpressionChecker checker) {
    // Connect's answer to a refused configuration has the messages without their keys.
    PlanKeys.problems(this, checker)
        .forEach(
            problem ->
                problems.add(
                    problem.key(),
                    problem.key().startsWith(PlanKeys.PLAN)
                        ? problem.message()
                        : problem.key() + ": " + problem.message()));
    for (String key : originalsWithPrefix(PASS_THROUGH).keySet()) {
      if (isDenied(key)) {
        problems.add(
            APPLICATION_ID,
            PASS_THROUGH + key + " cannot be set: it is decided by the plan or has its own key");
      }
    }
    String id = applicationId("");
    if (!id.matches("[a-zA-Z0-9._-]{1,150}")) {
      problems.add(
          APPLICATION_ID,
          "the application's id begins the names of topics: it may have letters, digits, '.', '_'"
              + " and '-', and at most 150 of them; set it, since the connector's name has others");
    }
  }

  private static boolean isDenied(String key) {
    return DENIED.stream().anyMatch(denied -> key.equals(denied) || key.endsWith("." + denied));
  }

  /** Whether the configuration may be checked against the brokers. */
  boolean checksBroker() {
    return getBoolean(VALIDATE_BROKER);
  }

  /** The key that holds the plan, to say what is wrong with all of it. */
  String planKey() {
    if (getString(PlanKeys.PLAN) != null) {
      return PlanKeys.PLAN;
    }
    return getString(PlanKeys.PLAN_FILE) != null ? PlanKeys.PLAN_FILE : "streams.source.topics";
  }

  /** The plan: the connector's, which its tasks are given whole. */
  Plan plan(ExpressionChecker checker) {
    String given = originalsStrings().get(TASK_PLAN);
    return given == null ? PlanKeys.plan(this, checker) : new PlanReader(checker).read(given);
  }

  private String applicationId(@Nullable String planName) {
    String id = getString(APPLICATION_ID);
    if (id != null) {
      return id;
    }
    return planName == null || planName.isEmpty() ? "acequia-" + connector() : planName;
  }

  private String connector() {
    return originalsStrings().getOrDefault("name", "streams");
  }

  /** All that hosting this plan takes. */
  ApplicationSettings application(Plan plan) {
    return new ApplicationSettings(
        applicationId(plan.name()),
        folderName(connector()),
        plan,
        Path.of(getString(STATE_DIR)),
        Validators.parse(GroupProtocol.class, getString(GROUP_PROTOCOL)) == GroupProtocol.STREAMS,
        getBoolean(CREATE_TOPICS),
        Duration.ofMillis(getLong(STOP_TIMEOUT)),
        kafka(),
        limit());
  }

  private @Nullable BatchLimit limit() {
    String given = originalsStrings().get(TASK_LIMIT);
    return given == null ? null : BatchLimit.fromJson(given);
  }

  private Map<String, Object> kafka() {
    Map<String, Object> settings = new HashMap<>();
    originalsWithPrefix(PASS_THROUGH)
        .forEach(
            (key, value) -> {
              if (!isDenied(key)) {
                settings.put(key, value);
              }
            });
    settings.put("bootstrap.servers", getList(BOOTSTRAP));
    String server = getString(APPLICATION_SERVER);
    if (server != null) {
      settings.put("application.server", server);
    }
    for (String key : SECRETS) {
      Password secret = getPassword(key);
      if (secret != null) {
        settings.put(key.substring("streams.".length()), secret);
      }
    }
    settings.putAll(RegistryKeys.settings(this));
    return settings;
  }

  /** A connector's name may have any character, a folder's may not. */
  private static String folderName(String connector) {
    StringBuilder name = new StringBuilder();
    connector
        .chars()
        .forEach(
            c -> {
              boolean safe = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
              name.append(safe ? (char) c : "%" + Integer.toHexString(c));
            });
    return name.toString();
  }
}
