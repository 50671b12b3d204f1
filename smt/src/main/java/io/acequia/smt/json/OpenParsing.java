package io.acequia.smt.json;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PathRewrite;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** To maps without schema. */
public final class OpenParsing implements JsonParsing {

  private final JsonTexts texts;
  private final @Nullable PathRewrite rewrite;
  private final String where;

  /**
   * @param fields with the texts; none for the whole value
   * @param where {@code key} or {@code value}, for messages
   */
  public OpenParsing(JsonTexts texts, List<FieldPath> fields, String where) {
    this.texts = texts;
    this.where = where;
    this.rewrite = fields.isEmpty() ? null : new PathRewrite(fields, this::change);
  }

  @Override
  public SchemaAndValue apply(String topic, @Nullable Schema schema, Object value) {
    if (rewrite != null) {
      return rewrite.apply(schema, value);
    }
    Object parsed = texts.read(value, where);
    return new SchemaAndValue(parsed == value ? schema : null, parsed);
  }

  private Change change(FieldPath path, @Nullable Schema schema) {
    if (schema != null) {
      throw new DataException(
          "'"
              + path
              + "' is in a record with a schema, so what is parsed needs one: set schema.mode to"
              + " declared or infer");
    }
    String name = path.toString();
    return new Change(null, text -> texts.read(text, name));
  }
}
