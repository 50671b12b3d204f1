package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.acequia.streams.transforms.plan.FlatKey.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The configuration keys that hold a plan: all of it as JSON in {@code plan}, or in the file {@code
 * plan.file}, or in plain keys {@code streams.*} for the common case. One of the three ways only.
 */
public final class PlanKeys {

  public static final String PLAN = "plan";
  public static final String PLAN_FILE = "plan.file";

  static final String SOURCE_TOPICS = "streams.source.topics";
  static final String TIMESTAMP = "streams.source.timestamp";
  static final String TIMESTAMP_FORMATS = "streams.source.timestamp.formats";
  static final String TIMESTAMP_ZONE = "streams.source.timestamp.zone";

  private static final List<FlatKey> FLAT =
      List.of(
          new FlatKey(SOURCE_TOPICS, "source.topic", Kind.LIST),
          new FlatKey("streams.source.format", "source.format", Kind.TEXT),
          new FlatKey("streams.source.registry", "source.registry", Kind.TEXT),
          new FlatKey(TIMESTAMP_FORMATS, "source.timestamp.format", Kind.LIST),
          new FlatKey(TIMESTAMP_ZONE, "source.timestamp.zone", Kind.TEXT),
          new FlatKey("streams.where", "where", Kind.TEXT),
          new FlatKey("streams.select", "select", Kind.TEXT),
          new FlatKey("streams.key", "key", Kind.TEXT),
          new FlatKey("streams.group.by", "group_by", Kind.LIST),
          new FlatKey("streams.window.type", "window.type", Kind.TEXT),
          new FlatKey("streams.window.size.ms", "window.size", Kind.MILLISECONDS),
          new FlatKey("streams.window.advance.ms", "window.advance", Kind.MILLISECONDS),
          new FlatKey("streams.window.gap.ms", "window.gap", Kind.MILLISECONDS),
          new FlatKey("streams.window.grace.ms", "window.grace", Kind.MILLISECONDS),
          new FlatKey("streams.window.emit", "window.emit", Kind.TEXT),
          new FlatKey("streams.aggregate", "aggregate", Kind.AGGREGATES),
          new FlatKey("streams.sink.topic", "sink.topic", Kind.TEXT),
          new FlatKey("streams.sink.format", "sink.format", Kind.TEXT),
          new FlatKey("streams.sink.registry", "sink.registry", Kind.TEXT),
          new FlatKey("streams.late.topic", "late", Kind.TEXT),
          new FlatKey("streams.dead.letter.topic", "dead_letter", Kind.TEXT),
          new FlatKey("streams.delivery", "delivery", Kind.TEXT),
          new FlatKey("streams.from", "from", Kind.TEXT),
          new FlatKey("streams.until", "until", Kind.TEXT));

  private PlanKeys() {}

  /** What is wrong with one key. */
  public record KeyProblem(String key, String message) {}

  /** Adds the keys, all of them optional: which ones are needed depends on the others. */
  public static void addTo(ConfigDef def) {
    PlanKeyDefinitions.addTo(def);
  }

  /** Everything that is wrong with the plan in this configuration, by key; empty if nothing is. */
  public static List<KeyProblem> problems(AbstractConfig config, ExpressionChecker checker) {
    try {
      read(config, checker);
      return List.of();
    } catch (WrongKeys e) {
      return e.problems;
    }
  }

  /**
   * The plan in this configuration.
   *
   * @throws ConfigException naming every wrong key, and the place in the plan
   */
  public static Plan plan(AbstractConfig config, ExpressionChecker checker) {
    return read(config, checker);
  }

  private static Plan read(AbstractConfig config, ExpressionChecker checker) {
    List<String> flat = flatKeysOf(config);
    String json = config.getString(PLAN);
    String file = config.getString(PLAN_FILE);
    if (json != null && file != null) {
      throw new WrongKeys(PLAN_FILE, "is given beside " + PLAN + ": use one of them");
    }
    String whole = json != null ? PLAN : file != null ? PLAN_FILE : null;
    if (whole != null && !flat.isEmpty()) {
      throw new WrongKeys(
          flat.stream().map(k -> new KeyProblem(k, "is given beside " + whole)).toList());
    }
    PlanReader reader = new PlanReader(checker);
    if (file != null) {
      return inPlan(PLAN_FILE, () -> reader.read(content(file)));
    }
    return json != null ? inPlan(PLAN, () -> reader.read(json)) : flat(config, reader);
  }

  private static Plan flat(AbstractConfig config, PlanReader reader) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    List<String> given = flatKeysOf(config);
    if (given.isEmpty()) {
      String ways = PLAN + ", " + PLAN_FILE + " or keys such as " + SOURCE_TOPICS;
      throw new WrongKeys(PLAN, "is missing: a topology is given by " + ways);
    }
    for (FlatKey flat : FLAT) {
      if (given.contains(flat.key())) {
        try {
          flat.copy(config, plan);
        } catch (ConfigException e) {
          throw new WrongKeys(flat.key(), String.valueOf(e.getMessage()));
        }
      }
    }
    if (given.contains(TIMESTAMP)) {
      ObjectNode source = plan.withObjectProperty("source");
      String timestamp = config.getString(TIMESTAMP);
      if (source.has("timestamp")) {
        source.withObjectProperty("timestamp").put("field", timestamp);
      } else {
        source.put("timestamp", timestamp);
      }
    }
    try {
      return reader.read(plan);
    } catch (InvalidPlanException e) {
      throw new WrongKeys(e.problems().stream().map(PlanKeys::ofFlatKey).toList());
    }
  }

  private static KeyProblem ofFlatKey(PlanProblem problem) {
    String pointer = problem.pointer();
    for (FlatKey flat : FLAT) {
      if (flat.covers(pointer)) {
        boolean exact = pointer.equals(flat.path());
        return new KeyProblem(
            flat.key(), exact ? problem.message() : pointer + " " + problem.message());
      }
    }
    if (pointer.startsWith("source.timestamp")) {
      return new KeyProblem(TIMESTAMP, problem.message());
    }
    return new KeyProblem(
        FLAT.stream()
            .filter(flat -> flat.path().startsWith(pointer + "."))
            .map(FlatKey::key)
            .findFirst()
            .orElse(SOURCE_TOPICS),
        problem.toString());
  }

  private static List<String> flatKeysOf(AbstractConfig config) {
    List<String> keys = new ArrayList<>();
    for (String key : config.originals().keySet()) {
      boolean flat = key.equals(TIMESTAMP) || FLAT.stream().anyMatch(k -> k.key().equals(key));
      if (flat && isGiven(config.values().get(key))) {
        keys.add(key);
      }
    }
    return keys.stream().sorted().toList();
  }

  private static boolean isGiven(@Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof String text && text.isBlank())
            || (value instanceof List<?> list && list.isEmpty());
    return !empty;
  }

  private static Plan inPlan(String key, PlanSupplier supplier) {
    try {
      return supplier.get();
    } catch (InvalidPlanException e) {
      throw new WrongKeys(
          e.problems().stream().map(problem -> new KeyProblem(key, problem.toString())).toList());
    }
  }

  private static String content(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > 4L * PlanReader.LONGEST) {
        throw new WrongKeys(PLAN_FILE, "is larger than a plan may be");
      }
      return Files.readString(path);
    } catch (IOException | InvalidPathException e) {
      throw new WrongKeys(PLAN_FILE, "cannot be read as UTF-8 text on this worker: " + e);
    }
  }

  private interface PlanSupplier {
    Plan get();
  }

  /** Says which keys are wrong. */
  private static final class WrongKeys extends ConfigException {

    private final transient List<KeyProblem> problems;

    WrongKeys(String key, String message) {
      this(List.of(new KeyProblem(key, message)));
    }

    WrongKeys(List<KeyProblem> problems) {
      super(
          problems.stream()
              .map(problem -> problem.key + ": " + problem.message)
              .collect(Collectors.joining("; ")));
      this.problems = problems;
    }
  }
}
