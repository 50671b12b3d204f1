package io.acequia.streams.transforms.topology;

import io.acequia.sql.function.FunctionTable;
import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.combine.TopologyClients;
import io.acequia.streams.transforms.plan.Delivery;
import io.acequia.streams.transforms.plan.Format;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanWriter;
import io.acequia.streams.transforms.plan.TopicUse;
import io.acequia.streams.transforms.plan.Window;
import io.acequia.streams.transforms.query.StoreView;
import io.acequia.streams.transforms.registry.Registries;
import io.acequia.streams.transforms.registry.RegistryAccess;
import io.acequia.streams.transforms.source.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** A plan as a topology. Safe for use by several threads. */
public final class PlannedTopology implements TopologyPlan {

  private final Plan plan;
  private final FunctionTable functions;
  private final Map<Format, SourceFormat> formats;
  private final Registries registries;
  private final WindowClosing closing = new WindowClosing();
  private final LongAdder deadLetters = new LongAdder();

  private PlannedTopology(
      Plan plan,
      FunctionTable functions,
      Map<Format, SourceFormat> formats,
      RegistryAccess registries) {
    this.plan = plan;
    this.functions = functions;
    this.formats = formats;
    this.registries = new Registries(registries);
  }

  /**
   * Compiles a plan.
   *
   * @throws ConfigException if it needs what is not there, such as a format
   * @throws io.acequia.sql.SqlException if an expression cannot be compiled; {@link
   *     SqlExpressionChecker} finds all of them, with their places, when the plan is read
   */
  public static TopologyPlan of(Plan plan, FunctionTable functions) {
    return of(plan, functions, Map.of(), RegistryAccess.OPEN);
  }

  /**
   * Compiles a plan with more formats.
   *
   * @param more besides JSON, text and Avro
   * @param access how schema registries are reached
   */
  public static TopologyPlan of(
      Plan plan, FunctionTable functions, Map<Format, SourceFormat> more, RegistryAccess access) {
    Map<Format, SourceFormat> formats = new HashMap<>(Compilation.BUILT_IN);
    formats.putAll(more);
    PlannedTopology planned = new PlannedTopology(plan, functions, Map.copyOf(formats), access);
    var unused = planned.topology(); // Whatever is wrong is found here rather than at the start.
    return planned;
  }

  @Override
  public String name() {
    return Objects.requireNonNullElse(plan.name(), "");
  }

  @Override
  public Topology topology() {
    Compilation compilation = compilation();
    EventSources sources = new EventSources(compilation);
    boolean early = isAskedBeforeJoins();
    KStream<Object, Map<String, @Nullable Object>> rows =
        new Enrichments(compilation, sources).apply(sources.events(early ? plan.where() : null));
    Selection selection = Selection.layering(plan.select(), early ? null : plan.where(), functions);
    if (plan.report() != null) {
      rows = new Reporting(compilation, plan.report(), selection).results(rows);
    } else if (plan.isAggregating()) {
      rows = new Aggregation(compilation, selection).results(rows);
    } else {
      rows = selected(compilation, selection, rows);
    }
    new Sinks(compilation).write(new Detections(compilation).apply(rows));
    return built(compilation);
  }

  private Compilation compilation() {
    return new Compilation(
        plan, functions, formats, registries, Clock.systemUTC(), closing, new StreamsBuilder());
  }

  private Topology built(Compilation compilation) {
    Topology topology = compilation.builder().build(properties());
    Window window = plan.window();
    if (plan.isAggregating() && window != null && window.type() == Window.Type.SESSION) {
      // Its verdict depends on the sessions that are there.
      topology.connectProcessorAndStateStores(Grouping.GATE, Grouping.STORE);
    }
    return topology;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(streamsSettings());
    return properties;
  }

  /** Whether the plan's condition is about the events' own fields, so that fewer are joined. */
  private boolean isAskedBeforeJoins() {
    if (plan.where() == null) {
      return false;
    }
    Selection condition = Selection.layering(List.of(), plan.where(), functions);
    return plan.enrich().stream()
        .noneMatch(enrichment -> condition.rootFields().contains(enrichment.as()));
  }

  private KStream<Object, Map<String, @Nullable Object>> selected(
      Compilation compilation,
      Selection selection,
      KStream<Object, Map<String, @Nullable Object>> rows) {
    KStream<Object, Map<String, @Nullable Object>> stream =
        rows.processValues(
            MapStage.<Map<String, @Nullable Object>, Map<String, @Nullable Object>>of(
                () -> {
                  Selection.Step step = selection.bind();
                  return (view, row) -> step.apply(view);
                }),
            Named.as("select"));
    if (plan.key().isEmpty()) {
      return stream;
    }
    List<Expression> keys = compilation.expressions(plan.key(), "key");
    return stream.process(
        RekeyStage.<Object, Map<String, @Nullable Object>, Object, Map<String, @Nullable Object>>of(
            () -> {
              List<Expression.Bound> bound = keys.stream().map(Expression::bind).toList();
              return (view, record, next) -> {
                List<@Nullable Object> key = Aggregation.key(bound, view);
                next.accept(record.withKey((Object) (key.size() == 1 ? key.get(0) : key)));
              };
            }),
        Named.as("key"));
  }

  @Override
  public Map<String, Object> streamsSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        plan.delivery() == Delivery.EXACTLY_ONCE
            ? StreamsConfig.EXACTLY_ONCE_V2
            : StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecords.class);
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecords.class);
    if (plan.deadLetter() != null) {
      settings.put(BadRecords.TOPIC, plan.deadLetter());
      settings.put(BadRecords.COUNT, deadLetters);
    }
    return settings;
  }

  @Override
  public KafkaClientSupplier clients(String applicationId) {
    if (plan.aggregates().isEmpty()) {
      return new TopologyClients(null);
    }
    Compilation compilation = compilation();
    AggregateSet aggregates = new AggregateInputs(compilation).aggregates();
    String topic = applicationId + "-" + Grouping.TOPIC;
    return new TopologyClients(RowCombination.of(plan, aggregates, topic));
  }

  @Override
  public void closeWindows() {
    closing.ask();
  }

  @Override
  public boolean areWindowsClosed() {
    return closing.isDone();
  }

  @Override
  public Set<String> sourceTopics() {
    Set<String> topics = new TreeSet<>();
    for (TopicUse use : plan.topics()) {
      if (use.role().isRead()) {
        topics.add(use.topic());
      }
    }
    return topics;
  }

  @Override
  public Map<String, StoreView<?, ?>> stores() {
    return new StoreViews(compilation()).all();
  }

  @Override
  public long deadLetters() {
    return deadLetters.sum();
  }

  @Override
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(PlanWriter.write(plan).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
