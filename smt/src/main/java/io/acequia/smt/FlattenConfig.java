package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.flatten.ArrayPolicy;
import io.acequia.smt.flatten.CollisionPolicy;
import io.acequia.smt.flatten.FlattenOptions;
import io.acequia.smt.flatten.Flattening;
import io.acequia.smt.flatten.MapPolicy;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link Flatten}. */
final class FlattenConfig extends AbstractConfig {

  static final String FIELDS = "fields";
  static final String DELIMITER = "delimiter";
  static final String DEPTH = "depth";
  static final String ARRAYS = "arrays";
  static final String MAPS = "maps";
  static final String COLLISIONS = "collisions";
  static final String MAX_ELEMENTS = "max.elements";
  static final String MAX_FIELDS = "max.fields";

  static final ConfigDef DEF = define();

  private final Flattening flattening;

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .optional(
            FIELDS,
            Type.LIST,
            "",
            Validators.each(Validators.fieldPath()),
            Importance.HIGH,
            Width.LONG,
            "The fields to flatten, each into the struct or map that has it, as paths such as user,"
                + " data.address or items[*].price; empty for the whole record.")
        .optional(
            DELIMITER,
            Type.STRING,
            FlattenOptions.DEFAULT_DELIMITER,
            Validators.nonBlank(),
            Importance.MEDIUM,
            Width.SHORT,
            "What stands between the names of a path in the name of a flat field.")
        .optional(
            DEPTH,
            Type.INT,
            0,
            Validators.between(0, 1_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How many levels are flattened; what is nested deeper stays as it is. 0 flattens all.");
    ConfigGroup shapes = ConfigGroup.in(def, "Arrays and maps");
    shapes
        .optional(
            ARRAYS,
            Type.STRING,
            Validators.spell(ArrayPolicy.KEEP),
            Validators.oneOf(ArrayPolicy.class),
            Importance.HIGH,
            Width.SHORT,
            "What becomes of arrays: keep leaves them, index makes a field of each element with its"
                + " number in the name, such as items.0.price, json makes a text of the array.")
        .optional(
            MAPS,
            Type.STRING,
            Validators.spell(MapPolicy.JSON),
            Validators.oneOf(MapPolicy.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of maps inside structs, whose keys no schema knows: json makes a text of"
                + " the map, keep leaves it. The maps of records without schema are always"
                + " flattened.");
    ConfigGroup.in(def, "Limits")
        .optional(
            COLLISIONS,
            Type.STRING,
            Validators.spell(CollisionPolicy.FAIL),
            Validators.oneOf(CollisionPolicy.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What happens when two fields get one name: fail refuses the record, first and last keep"
                + " one of them, rename adds a number to the later one, such as a.b_2.")
        .optional(
            MAX_ELEMENTS,
            Type.INT,
            FlattenOptions.DEFAULT_ELEMENTS,
            Validators.between(1, 100_000),
            Importance.LOW,
            Width.SHORT,
            "How many elements of an array may become fields; a record with a longer array is"
                + " refused.")
        .optional(
            MAX_FIELDS,
            Type.INT,
            FlattenOptions.DEFAULT_FIELDS,
            Validators.between(1, 100_000),
            Importance.LOW,
            Width.SHORT,
            "How many fields a record may have afterwards; one with more is refused.");
    return def;
  }

  FlattenConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    FlattenOptions options =
        new FlattenOptions(
            getString(DELIMITER),
            getInt(DEPTH),
            Validators.parse(ArrayPolicy.class, getString(ARRAYS)),
            Validators.parse(MapPolicy.class, getString(MAPS)),
            Validators.parse(CollisionPolicy.class, getString(COLLISIONS)),
            getInt(MAX_ELEMENTS),
            getInt(MAX_FIELDS));
    try {
      flattening = new Flattening(options, getList(FIELDS).stream().map(FieldPath::parse).toList());
    } catch (ConfigException e) {
      throw new ConfigException(FIELDS, getList(FIELDS), e.getMessage());
    }
  }

  /** For one user: it is not thread-safe. */
  Flattening flattening() {
    return flattening;
  }
}
