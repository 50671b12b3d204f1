package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.enrich.MissPolicy;
import io.acequia.smt.enrich.TargetField;
import io.acequia.smt.lookup.ColumnChoice;
import io.acequia.smt.lookup.TableJoin;
import io.acequia.smt.lookup.TableOptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The settings of {@link Lookup}. */
final class LookupConfig extends AbstractConfig {

  static final String KEY = "key";
  static final String INTO = "into";
  static final String COLUMNS = "columns";
  static final String PREFIX = "prefix";
  static final String ON_MISS = "on.miss";

  static final ConfigDef DEF = define();

  private final List<FieldPath> key;
  private final @Nullable TargetField into;
  private final ColumnChoice choice;

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .required(
            KEY,
            Type.LIST,
            keyPaths(),
            Width.LONG,
            "The field with the key of the table, as a path such as origin or data.user.id; several"
                + " if several columns make the key. A record where one is null or missing has no"
                + " row.")
        .optional(
            INTO,
            Type.STRING,
            null,
            TargetField.validator(),
            Importance.HIGH,
            Width.MEDIUM,
            "The field that gets the row, as a path such as airport or data.airport; a field of"
                + " that name is replaced. Without it the columns become fields beside the others.")
        .optional(
            COLUMNS,
            Type.LIST,
            List.of(),
            null,
            Importance.HIGH,
            Width.LONG,
            "The columns to take, as column or column:field, such as city:origin_city; needed"
                + " without into, otherwise all by default.")
        .optional(
            PREFIX,
            Type.STRING,
            "",
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "What stands before the names of fields in columns that do not have a name of their"
                + " own there, such as origin_.")
        .optional(
            ON_MISS,
            Type.STRING,
            Validators.spell(MissPolicy.NULL),
            Validators.oneOf(MissPolicy.class),
            Importance.HIGH,
            Width.SHORT,
            "What becomes of a record without a row: null (the fields are added and are null), keep"
                + " (it passes as it is), drop, or fail (it is refused, so that errors.tolerance and"
                + " the dead letter queue decide).");
    TableOptions.addTo(def);
    return def;
  }

  LookupConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    key = getList(KEY).stream().map(FieldPath::parse).toList();
    choice = ColumnChoice.parse(COLUMNS, getList(COLUMNS), getString(PREFIX));
    into = getString(INTO) == null ? null : TargetField.of(FieldPath.parse(getString(INTO)));
    if (into == null && choice.columns().isEmpty()) {
      throw new ConfigException(INTO, null, "is needed, or columns: a row goes somewhere");
    }
  }

  /** Opens the table; the caller closes it. */
  TableJoin open() {
    return new TableJoin(
        this, KEY, key, choice, into, Validators.parse(MissPolicy.class, getString(ON_MISS)));
  }

  private static Validator keyPaths() {
    return LambdaValidator.with(
        (name, value) -> {
          if (!(value instanceof List<?> paths) || paths.isEmpty()) {
            throw new ConfigException(name, value, "must name at least one field");
          }
          Validators.each(Validators.fieldPath()).ensureValid(name, value);
          for (Object path : paths) {
            if (FieldPath.parse(String.valueOf(path)).hasWildcard()) {
              throw new ConfigException(name, value, "must not have a wildcard");
            }
          }
        },
        () -> "a list of field paths without wildcards");
  }
}
