package io.acequia.streams.transforms.aggregate;

/**
 * What a cell is made for; aggregates with equal layouts share one cell.
 *
 * @param size the size of the sketch or the limit, by kind
 */
record CellLayout(
    Kind kind, int input, String field, int size, boolean distinct, boolean numericText) {

  /** Kinds of cell; the tag is part of the stored form and is never given to another kind. */
  enum Kind {
    COUNT(1),
    SUM(2),
    MOMENTS(3),
    MIN(4),
    MAX(5),
    FIRST(6),
    LAST(7),
    DISTINCT(8),
    QUANTILES(9),
    FREQUENT(10),
    COLLECTED(11);

    private final int tag;

    Kind(int tag) {
      this.tag = tag;
    }
  }

  static CellLayout of(AggregateSpec spec) {
    Kind kind =
        switch (spec.op()) {
          case COUNT -> Kind.COUNT;
          case SUM, AVG -> Kind.SUM;
          case STDDEV, STDDEV_POP, VARIANCE, VAR_POP -> Kind.MOMENTS;
          case MIN -> Kind.MIN;
          case MAX -> Kind.MAX;
          case FIRST -> Kind.FIRST;
          case LAST -> Kind.LAST;
          case COUNT_DISTINCT -> Kind.DISTINCT;
          case PERCENTILE -> Kind.QUANTILES;
          case TOP_K -> Kind.FREQUENT;
          case COLLECT -> Kind.COLLECTED;
        };
    boolean numbers = kind == Kind.SUM || kind == Kind.MOMENTS || kind == Kind.QUANTILES;
    boolean collected = kind == Kind.COLLECTED;
    return new CellLayout(
        kind,
        spec.input(),
        spec.field(),
        collected ? spec.limit() : spec.sketchSize(),
        collected && spec.options().distinct(),
        numbers && spec.options().numericText());
  }

  int tag() {
    return kind.tag;
  }

  Cell newCell() {
    return switch (kind) {
      case COUNT -> new CountCell();
      case SUM -> new SumCell(field, numericText);
      case MOMENTS -> new MomentsCell(field, numericText);
      case MIN -> new ExtremeCell(field, -1);
      case MAX -> new ExtremeCell(field, 1);
      case FIRST -> new EdgeCell(field, -1);
      case LAST -> new EdgeCell(field, 1);
      case DISTINCT -> new DistinctCell(field, size);
      case QUANTILES -> new QuantileCell(field, numericText, size);
      case FREQUENT -> new FrequentCell(field, size);
      case COLLECTED -> new CollectCell(field, size, distinct);
    };
  }
}
