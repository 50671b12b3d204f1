package io.acequia.streams.transforms.plan;

import io.acequia.streams.transforms.plan.Aggregate.Op;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code aggregate}. */
final class AggregateReader {

  static final int DEFAULT_TOP = 10;
  static final int DEFAULT_COLLECT = 100;
  static final int DEFAULT_LG_K = 12;
  static final int DEFAULT_SKETCH_K = 200;

  private final PlanObject json;
  private final Op op;

  private AggregateReader(PlanObject json) {
    this.json = json;
    this.op = json.requiredWord("op", Op.class, Op.COUNT);
  }

  static List<Aggregate> read(PlanObject plan) {
    return plan.objects("aggregate").stream()
        .map(element -> new AggregateReader(element).aggregate())
        .toList();
  }

  private Aggregate aggregate() {
    String field = json.text("field");
    if (op != Op.COUNT && !json.has("field")) {
      json.wrong("field", "is missing: " + Words.spell(op) + " needs it");
    }
    String where = json.text("where");
    List<Double> percentiles = percentiles();
    int top = ofOp("k", Op.TOP_K, json.integer("k", DEFAULT_TOP, 1, 1_000));
    int collected = ofOp("limit", Op.COLLECT, json.integer("limit", DEFAULT_COLLECT, 1, 10_000));
    boolean distinct = ofOp("distinct", Op.COLLECT, json.flag("distinct") ? 1 : 0) == 1;
    int lgK = ofOp("lg_k", Op.COUNT_DISTINCT, json.integer("lg_k", DEFAULT_LG_K, 4, 21));
    int sketchK =
        ofOp("sketch_k", Op.PERCENTILE, json.integer("sketch_k", DEFAULT_SKETCH_K, 8, 65_535));
    List<String> names = names(field, percentiles);
    json.rejectUnknown();
    return new Aggregate(
        op, field, names, where, percentiles, top + collected, distinct, lgK + sketchK);
  }

  /** The value if it is this op's; else 0, and a problem if the plan has the key. */
  private int ofOp(String key, Op owner, int value) {
    if (op == owner) {
      return value;
    }
    if (json.has(key) && json.isRight("op")) {
      json.wrong(key, "is only for " + Words.spell(owner));
    }
    return 0;
  }

  private List<Double> percentiles() {
    List<Double> percentiles = json.numbers("p");
    ofOp("p", Op.PERCENTILE, 0);
    if (op != Op.PERCENTILE) {
      return List.of();
    }
    if (!json.has("p")) {
      json.wrong("p", "is missing: a number such as 95, or a list of them");
    }
    if (percentiles.stream().anyMatch(p -> p <= 0 || p >= 100)) {
      json.wrong("p", "must be between 0 and 100, both excluded; min and max are functions");
    }
    if (new HashSet<>(percentiles).size() < percentiles.size()) {
      json.wrong("p", "names a percentile twice");
    }
    return percentiles;
  }

  private List<String> names(@Nullable String field, List<Double> percentiles) {
    List<String> given = json.texts("as");
    int needed = op == Op.PERCENTILE ? percentiles.size() : 1;
    if (given.isEmpty()) {
      return json.has("as") ? List.of() : defaults(field, percentiles);
    }
    if (needed > 0 && given.size() != needed) {
      String columns = needed == 1 ? "one column" : needed + " columns";
      json.wrong("as", "must name " + columns + ", but names " + given.size());
    }
    for (String name : given) {
      if (!name.isEmpty() && !Names.isName(name)) {
        json.wrong("as", Names.quoteWrong(name));
      }
    }
    return given;
  }

  private List<String> defaults(@Nullable String field, List<Double> percentiles) {
    if (field == null) {
      return op == Op.COUNT && json.isRight("op") ? List.of("count") : List.of();
    }
    String suffix = Names.ofPath(field);
    if (suffix == null) {
      json.wrong("as", "is missing: an expression has no name of its own");
      return List.of();
    }
    if (json.isWrong("op")) {
      return List.of();
    }
    if (op != Op.PERCENTILE) {
      return List.of(Words.spell(op) + "_" + suffix);
    }
    List<String> names = new ArrayList<>();
    for (Double p : percentiles) {
      String number = BigDecimal.valueOf(p).stripTrailingZeros().toPlainString();
      names.add("p" + number.replace('.', '_') + "_" + suffix);
    }
    return names;
  }
}
