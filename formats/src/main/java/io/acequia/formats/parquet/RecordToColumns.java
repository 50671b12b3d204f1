package io.acequia.formats.parquet;

import io.acequia.formats.value.Bytes;
import io.acequia.formats.value.LogicalType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Takes a record apart into a file's columns. It has been checked. */
final class RecordToColumns {

  private static final long DAY = 86_400_000L;

  private final RecordConsumer columns;

  RecordToColumns(RecordConsumer columns) {
    this.columns = columns;
  }

  void record(Schema schema, Struct struct) {
    columns.startMessage();
    fields(schema, struct);
    columns.endMessage();
  }

  private void fields(Schema schema, Struct struct) {
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      field(field.name(), i, field.schema(), struct.get(field.name()));
    }
  }

  private void field(String name, int index, Schema schema, @Nullable Object value) {
    if (value != null) {
      columns.startField(name, index);
      value(schema, value);
      columns.endField(name, index);
    }
  }

  private void value(Schema schema, Object value) {
    switch (LogicalType.of(schema)) {
      case DECIMAL -> decimal(schema, (BigDecimal) value);
      case DATE -> columns.addInteger((int) Math.floorDiv(((Date) value).getTime(), DAY));
      case TIME -> columns.addInteger((int) ((Date) value).getTime());
      case TIMESTAMP -> columns.addLong(((Date) value).getTime());
      case NONE -> ofType(schema, value);
    }
  }

  private void ofType(Schema schema, Object value) {
    switch (schema.type()) {
      case INT8, INT16, INT32 -> columns.addInteger(((Number) value).intValue());
      case INT64 -> columns.addLong((Long) value);
      case FLOAT32 -> columns.addFloat((Float) value);
      case FLOAT64 -> columns.addDouble((Double) value);
      case BOOLEAN -> columns.addBoolean((Boolean) value);
      case STRING -> columns.addBinary(Binary.fromString((String) value));
      case BYTES -> columns.addBinary(Binary.fromConstantByteArray(Bytes.of(value)));
      case STRUCT -> {
        columns.startGroup();
        fields(schema, (Struct) value);
        columns.endGroup();
      }
      case ARRAY -> array(schema, (Collection<?>) value);
      case MAP -> map(schema, (Map<?, ?>) value);
    }
  }

  private void array(Schema schema, Collection<?> list) {
    columns.startGroup();
    if (!list.isEmpty()) {
      columns.startField("list", 0);
      for (Object element : list) {
        columns.startGroup();
        field("element", 0, schema.valueSchema(), element);
        columns.endGroup();
      }
      columns.endField("list", 0);
    }
    columns.endGroup();
  }

  private void map(Schema schema, Map<?, ?> map) {
    columns.startGroup();
    if (!map.isEmpty()) {
      columns.startField("key_value", 0);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        columns.startGroup();
        field("key", 0, schema.keySchema(), entry.getKey());
        field("value", 1, schema.valueSchema(), entry.getValue());
        columns.endGroup();
      }
      columns.endField("key_value", 0);
    }
    columns.endGroup();
  }

  private void decimal(Schema schema, BigDecimal value) {
    int precision = LogicalType.precision(schema);
    if (precision <= ParquetSchemas.LONG_DIGITS) {
      columns.addLong(value.unscaledValue().longValueExact());
      return;
    }
    byte[] digits = value.unscaledValue().toByteArray();
    byte[] fixed = new byte[ParquetSchemas.bytes(precision)];
    Arrays.fill(fixed, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, fixed, fixed.length - digits.length, digits.length);
    columns.addBinary(Binary.fromConstantByteArray(fixed));
  }
}
