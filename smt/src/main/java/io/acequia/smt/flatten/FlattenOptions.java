package io.acequia.smt.flatten;

/**
 * How records are flattened.
 *
 * @param delimiter between the names of a path
 * @param depth how many levels are dissolved; 0 for all
 * @param maps inside structs; those of records without schema are what is flattened
 * @param maxElements of an array that becomes fields
 * @param maxFields of a record afterwards
 */
public record FlattenOptions(
    String delimiter,
    int depth,
    ArrayPolicy arrays,
    MapPolicy maps,
    CollisionPolicy collisions,
    int maxElements,
    int maxFields) {

  public static final String DEFAULT_DELIMITER = ".";
  public static final int DEFAULT_ELEMENTS = 100;
  public static final int DEFAULT_FIELDS = 1_000;

  /** What {@code Flatten} does without settings but for the delimiter. */
  public static FlattenOptions with(String delimiter) {
    return new FlattenOptions(
        delimiter,
        0,
        ArrayPolicy.KEEP,
        MapPolicy.JSON,
        CollisionPolicy.FAIL,
        DEFAULT_ELEMENTS,
        DEFAULT_FIELDS);
  }

  /** Whether the containers that this many containers are around may be dissolved. */
  boolean reaches(int level) {
    return depth == 0 || level < depth;
  }
}
