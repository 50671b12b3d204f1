package io.acequia.streams.transforms.report;

/** A field to report on, at its index in the row. */
public record ReportField(String name, Kind kind, int input) {

  /** What can be said about a field. */
  public enum Kind {
    /** Mean, deviation, least, greatest and quartiles. */
    NUMERIC,
    /** The most frequent values. */
    CATEGORICAL
  }
}
