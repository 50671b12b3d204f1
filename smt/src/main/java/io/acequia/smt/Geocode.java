package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.geo.GeoJoin;
import io.acequia.smt.record.RecordPart;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Adds the nearest place to a record with coordinates, or the place of an IP address. Works on
 * structs and on maps without schema; a record without key or value (a tombstone) passes.
 *
 * <p>A record that is neither struct nor map, coordinates that are none, and a miss under {@code
 * on.miss=fail} are refused with {@link DataException}. No message contains a value.
 */
public abstract class Geocode<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final RecordPart part;
  private @Nullable GeoJoin join;

  Geocode(RecordPart part) {
    this.part = part;
  }

  /** Reads fields of the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends Geocode<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Reads fields of the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends Geocode<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    close();
    join = new GeocodeConfig(settings).open();
  }

  @Override
  public @Nullable R apply(R record) {
    Object before = part.container(record, "Geocode");
    GeoJoin places = join;
    if (before == null || places == null) {
      return record;
    }
    if (!places.find(before)) {
      return places.drops() ? null : record;
    }
    Schema schema = part.schema(record);
    return part.with(record, places.schema(schema), places.value(schema, before));
  }

  @Override
  public ConfigDef config() {
    return GeocodeConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {
    if (join != null) {
      join.close();
      join = null;
    }
  }
}
