package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan from JSON and checks all of it: members that are not known, wrong types and words,
 * elements that do not fit together, and SQL that cannot be compiled. Everything that is wrong is
 * reported at once.
 */
public final class PlanReader {

  /** The longest plan, in characters. */
  public static final int LONGEST = 1 << 18;

  private static final ObjectMapper MAPPER = mapper();

  private final ExpressionChecker checker;

  public PlanReader(ExpressionChecker checker) {
    this.checker = checker;
  }

  /**
   * Reads a plan.
   *
   * @throws InvalidPlanException with everything that is wrong
   */
  public Plan read(String json) {
    if (json.length() > LONGEST) {
      throw failure("is longer than " + LONGEST + " characters");
    }
    try {
      return read(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw failure("is not JSON" + place + ": " + e.getOriginalMessage());
    }
  }

  Plan read(JsonNode json) {
    if (!json.isObject()) {
      throw failure("must be a JSON object");
    }
    Problems problems = new Problems();
    Plan plan = read(new PlanObject(json, "", problems));
    new PlanRules(plan, json, problems).check();
    new ExpressionRules(plan, json, problems, checker).check();
    if (!problems.all().isEmpty()) {
      throw new InvalidPlanException(problems.all());
    }
    return plan;
  }

  private static Plan read(PlanObject json) {
    json.integer("version", 1, 1, 1);
    String name = json.text("name");
    if (name != null && !TopicNames.isValid(name)) {
      json.wrong("name", "may have letters, digits, '.', '_' and '-', and at most 249 of them");
    }
    PlanObject reportJson = json.object("report");
    PlanObject sink = json.object("sink");
    Plan plan =
        new Plan(
            name,
            sources(json),
            EnrichmentReader.read(json),
            json.text("where"),
            json.texts("select"),
            json.texts("key"),
            columns(json),
            window(json, reportJson),
            AggregateReader.read(json),
            reportJson == null ? null : report(reportJson),
            DetectionReader.read(json),
            json.objects("branch").stream().map(PlanReader::branch).toList(),
            sink == null ? null : SourceReader.sink(sink),
            json.text("late"),
            json.text("dead_letter"),
            json.word("delivery", Delivery.class, Delivery.EXACTLY_ONCE),
            from(json),
            until(json));
    json.rejectUnknown();
    return plan;
  }

  private static List<Source> sources(PlanObject json) {
    List<Source> sources = new ArrayList<>();
    PlanObject one = json.object("source");
    List<PlanObject> several = json.objects("sources");
    if (json.has("source") && json.has("sources")) {
      json.wrong("sources", "and source are two ways to say the same: use one");
    } else if (!json.has("source") && !json.has("sources")) {
      json.wrong("source", "is missing");
    } else if (json.has("sources") && several.size() == 1) {
      json.wrong("sources", "has one element: write it as source");
    }
    several.forEach(each -> sources.add(SourceReader.source(each)));
    Source alone = one == null ? null : SourceReader.source(one);
    return alone == null || !sources.isEmpty() ? sources : List.of(alone);
  }

  private static List<Column> columns(PlanObject json) {
    List<String> texts = json.texts("group_by");
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Column column = Names.column(texts.get(i));
      if (column.name().isEmpty() && !column.expression().isEmpty()) {
        json.wrong(
            json.element("group_by", i),
            "is an expression and needs a name: write \"... AS name\"");
      }
      columns.add(column);
    }
    return columns;
  }

  /** The plan's window; a report may hold it, too. */
  private static @Nullable Window window(PlanObject json, @Nullable PlanObject report) {
    PlanObject own = json.object("window");
    PlanObject within = report == null ? null : report.object("window");
    if (report != null && own != null && within != null) {
      report.wrong("window", "is given twice: in the report and in the plan");
    }
    return own != null ? WindowReader.read(own) : within == null ? null : WindowReader.read(within);
  }

  private static Report report(PlanObject json) {
    Report report =
        new Report(
            json.requiredWord("type", Report.Type.class, Report.Type.METRICS),
            json.texts("fields"),
            json.integer("top", 10, 1, 100));
    json.rejectUnknown();
    for (int i = 0; i < report.fields().size(); i++) {
      String field = report.fields().get(i);
      if (!field.isEmpty() && !Names.isPath(field)) {
        json.wrong(json.element("fields", i), "is not a path such as data.delay");
      }
    }
    return report;
  }

  private static Branch branch(PlanObject json) {
    PlanObject sink = json.object("sink");
    if (!json.has("sink")) {
      json.wrong("sink", "is missing");
    }
    Branch branch =
        new Branch(
            json.text("where"),
            sink == null
                ? new Sink("", Format.JSON, Format.TEXT, null, List.of())
                : SourceReader.sink(sink));
    json.rejectUnknown();
    return branch;
  }

  private static Position from(PlanObject json) {
    String text = json.text("from");
    if (text == null || text.equals("beginning")) {
      return Position.BEGINNING;
    }
    return text.equals("latest")
        ? Position.LATEST
        : time(json, "from", text, List.of("beginning", "latest"), Position.BEGINNING);
  }

  private static @Nullable Position until(PlanObject json) {
    String text = json.text("until");
    if (text == null) {
      return null;
    }
    return text.equals("now")
        ? Position.NOW
        : time(json, "until", text, List.of("now"), Position.NOW);
  }

  private static Position time(
      PlanObject json, String key, String text, List<String> words, Position fallback) {
    try {
      return Position.at(Instant.parse(text));
    } catch (DateTimeException e) {
      json.wrong(
          key,
          Words.quote(text)
              + " is neither "
              + String.join(", ", words)
              + " nor a time such as 2001-01-31T00:00:00Z"
              + Words.didYouMean(text, words));
      return fallback;
    }
  }

  private static InvalidPlanException failure(String message) {
    return new InvalidPlanException(List.of(new PlanProblem("", message)));
  }

  private static ObjectMapper mapper() {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(20).maxNumberLength(100).build())
            // What is no plan may be a file of secrets, whose words no message must have.
            .errorReportConfiguration(
                ErrorReportConfiguration.builder().maxErrorTokenLength(0).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
