package io.acequia.smt.geo;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.enrich.AddedFields;
import io.acequia.smt.enrich.MissPolicy;
import io.acequia.smt.enrich.TargetField;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Adds the place to records. First {@link #find} it, then ask for the record's schema and value
 * with it. Not thread-safe.
 */
public final class GeoJoin implements Closeable {

  private final PlaceFinder finder;
  private final PlaceFormat format;
  private final AddedFields fields;
  private final MissPolicy onMiss;
  private final @Nullable Object[] added = new Object[1];
  private @Nullable Place place;

  private GeoJoin(PlaceFinder finder, TargetField into, List<GeoPart> parts, MissPolicy onMiss) {
    this.finder = finder;
    this.format = new PlaceFormat(parts);
    this.fields = new AddedFields(into.parent(), List.of(into.name()), List.of(format.schema()));
    this.onMiss = onMiss;
  }

  /**
   * By the nearest place of the plugin's own gazetteer.
   *
   * @param maxKm the distance within which the place must be, or null for any
   */
  public static GeoJoin byCoordinates(
      FieldPath latitude,
      FieldPath longitude,
      @Nullable Double maxKm,
      TargetField into,
      List<GeoPart> parts,
      MissPolicy onMiss) {
    return new GeoJoin(new NearestTown(latitude, longitude, maxKm), into, parts, onMiss);
  }

  /**
   * By the user's MaxMind database.
   *
   * @param interval between two looks whether it has changed; zero looks never
   * @param language of the names
   * @throws org.apache.kafka.common.config.ConfigException if the file cannot be read
   */
  public static GeoJoin byIp(
      FieldPath ip,
      String setting,
      Path file,
      long maxBytes,
      Duration interval,
      String language,
      TargetField into,
      List<GeoPart> parts,
      MissPolicy onMiss) {
    return new GeoJoin(
        new MaxMindFile(setting, file, maxBytes, interval, ip, language), into, parts, onMiss);
  }

  /**
   * Whether a record goes on with its schema and value as {@link #schema} and {@link #value} say.
   * Otherwise {@link #drops} says whether it is dropped or left as it is.
   *
   * @param record its key or value, a Struct or Map
   * @throws DataException if there is no place and the policy is to fail, or if the fields are not
   *     coordinates or an IP address
   */
  public boolean find(Object record) {
    Place found = finder.find(record);
    place = found;
    if (found != null || onMiss == MissPolicy.NULL) {
      return true;
    }
    if (onMiss == MissPolicy.FAIL) {
      throw new DataException("Geocode found no place for " + finder);
    }
    return false;
  }

  /** Whether records without a place are dropped. */
  public boolean drops() {
    return onMiss == MissPolicy.DROP;
  }

  /** The schema of the record with the place; null for null. */
  public @Nullable Schema schema(@Nullable Schema schema) {
    return fields.schema(schema);
  }

  /** The record's key or value with the place that was found. */
  public @Nullable Object value(@Nullable Schema schema, Object before) {
    Place found = place;
    added[0] = found == null ? null : schema == null ? format.map(found) : format.struct(found);
    return fields.value(schema, before, added);
  }

  @Override
  public void close() {
    place = null;
    finder.close();
  }
}
