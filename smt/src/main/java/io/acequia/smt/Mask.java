package io.acequia.smt;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.version.AcequiaVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Hides what some fields of a record say: all of a value, all but its ends, what matches a pattern,
 * or its digits. Works on structs and on maps without schema, at any depth.
 *
 * <p>Types and schemas stay as they are: text becomes other text, anything else the zero of its
 * type, and null stays null. A record without key or value (a tombstone) passes, and so does one
 * that lacks a field. A record that is neither struct nor map, or a value of a type that is not
 * Connect's, is refused with {@link DataException} rather than let through unmasked; no message
 * ever contains a value.
 */
public abstract class Mask<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private List<MaskedField> fields = List.of();

  /** Masks fields of the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends Mask<R> {

    @Override
    public R apply(R record) {
      Object before = record.key();
      Object after = masked(before, record);
      return after == before
          ? record
          : record.newRecord(
              record.topic(),
              record.kafkaPartition(),
              record.keySchema(),
              after,
              record.valueSchema(),
              record.value(),
              record.timestamp());
    }
  }

  /** Masks fields of the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends Mask<R> {

    @Override
    public R apply(R record) {
      Object before = record.value();
      Object after = masked(before, record);
      return after == before
          ? record
          : record.newRecord(
              record.topic(),
              record.kafkaPartition(),
              record.keySchema(),
              record.key(),
              record.valueSchema(),
              after,
              record.timestamp());
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    MaskConfig config = new MaskConfig(settings);
    TextMask text = config.textMask();
    fields =
        config.fields().stream()
            .map(path -> new MaskedField(path, new ValueMask(path.toString(), text)))
            .toList();
  }

  @Nullable Object masked(@Nullable Object before, R record) {
    if (before != null && !(before instanceof Struct) && !(before instanceof Map)) {
      throw new DataException(
          "Mask needs a struct or a map, but this record of topic "
              + record.topic()
              + " has "
              + before.getClass().getName());
    }
    Object value = before;
    for (MaskedField field : fields) {
      value = field.path().withReplaced(value, field.mask());
    }
    return value;
  }

  @Override
  public ConfigDef config() {
    return MaskConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {
    fields = List.of();
  }

  private record MaskedField(FieldPath path, ValueMask mask) {}
}
