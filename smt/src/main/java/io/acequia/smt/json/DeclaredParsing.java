package io.acequia.smt.json;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PathRewrite;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** To structs of a declared schema; a field of a map, which has no place for one, to maps. */
public final class DeclaredParsing implements JsonParsing {

  private final JsonTexts texts;
  private final Schema declared;
  private final boolean roundLongs;
  private final Change root;
  private final @Nullable PathRewrite rewrite;

  /**
   * @param fields with the texts; none for the whole value
   * @param where {@code key} or {@code value}, for messages
   * @param roundLongs whether a long may lose digits where a double is declared
   */
  public DeclaredParsing(
      JsonTexts texts, List<FieldPath> fields, String where, Schema declared, boolean roundLongs) {
    this.texts = texts;
    this.declared = declared;
    this.roundLongs = roundLongs;
    this.root = toDeclared(where);
    this.rewrite = fields.isEmpty() ? null : new PathRewrite(fields, this::change);
  }

  @Override
  public SchemaAndValue apply(String topic, @Nullable Schema schema, Object value) {
    return rewrite == null
        ? new SchemaAndValue(declared, root.value().apply(value))
        : rewrite.apply(schema, value);
  }

  private Change change(FieldPath path, @Nullable Schema schema) {
    String name = path.toString();
    if (schema == null) {
      return new Change(null, text -> texts.read(text, name));
    }
    JsonTexts.requireText(schema, name);
    return toDeclared(name);
  }

  private Change toDeclared(String path) {
    Trail trail = new Trail(path);
    ToSchema convert = new ToSchema(trail, roundLongs);
    return new Change(
        declared,
        text ->
            texts.read(
                text,
                path,
                tree -> {
                  trail.reset();
                  return convert.convert(declared, tree);
                }));
  }
}
