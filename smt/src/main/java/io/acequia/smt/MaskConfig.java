package io.acequia.smt;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.mask.TextMask;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The settings of {@link Mask}. */
final class MaskConfig extends AbstractConfig {

  /** How a text is masked. */
  enum Mode {
    /** Replaced by one text. */
    WHOLE,
    /** All but its first and last characters. */
    PARTIAL,
    /** What a pattern matches. */
    PATTERN,
    /** Every digit becomes another. */
    DIGITS
  }

  static final String FIELDS = "fields";
  static final String MODE = "mode";
  static final String REPLACEMENT = "replacement";
  static final String KEEP_FIRST = "keep.first";
  static final String KEEP_LAST = "keep.last";
  static final String PATTERN = "pattern";
  static final String DIGITS_SECRET = "digits.secret";

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .required(
            FIELDS,
            Type.LIST,
            nonEmptyPaths(),
            Width.LONG,
            "The fields to mask, as paths such as email, data.user.phone, items[0].card,"
                + " data.*.email or items[*].card; everything inside a struct, map or array is"
                + " masked.")
        .optional(
            MODE,
            Type.STRING,
            Validators.spell(Mode.WHOLE),
            Validators.oneOf(Mode.class),
            Importance.HIGH,
            Width.SHORT,
            "How texts are masked: whole (the replacement), partial (all but the first and last"
                + " characters), pattern (what matches, by the replacement) or digits (every digit"
                + " by another). Numbers, booleans, times and bytes become zero, false, the epoch"
                + " and empty in every mode.");
    ConfigGroup.in(def, "Modes")
        .optional(
            REPLACEMENT,
            Type.STRING,
            "****",
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "The text that stands for what is hidden, in the modes whole and pattern; taken as it"
                + " is.")
        .optional(
            KEEP_FIRST,
            Type.INT,
            0,
            Validators.between(0, 1_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How many characters stay at the beginning in mode partial; a text that would stay"
                + " as it is gets masked wholly.")
        .optional(
            KEEP_LAST,
            Type.INT,
            0,
            Validators.between(0, 1_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How many characters stay at the end in mode partial; a text that would stay as it is"
                + " gets masked wholly.")
        .optional(
            PATTERN,
            Type.STRING,
            null,
            re2(),
            Importance.MEDIUM,
            Width.LONG,
            "What is hidden in mode pattern, as a regular expression in RE2's syntax, which takes"
                + " linear time on any text; a text without a match stays as it is.")
        .optional(
            DIGITS_SECRET,
            Type.PASSWORD,
            null,
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "The secret from which mode digits derives the new digits, so that equal texts stay"
                + " equal and can still be joined; without it every digit becomes 0.");
    return def;
  }

  MaskConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    if (mode() == Mode.PATTERN && getString(PATTERN) == null) {
      throw new ConfigException(PATTERN, null, "is needed in mode pattern");
    }
    if (mode() == Mode.PARTIAL && getInt(KEEP_FIRST) + getInt(KEEP_LAST) == 0) {
      throw new ConfigException(
          KEEP_LAST, 0, "keeps nothing, and neither does " + KEEP_FIRST + ": use mode whole");
    }
    Password secret = getPassword(DIGITS_SECRET);
    if (secret != null && secret.value().isEmpty()) {
      throw new ConfigException(DIGITS_SECRET, secret, "must not be empty");
    }
  }

  List<FieldPath> fields() {
    return getList(FIELDS).stream().map(FieldPath::parse).toList();
  }

  /** A new one for each user: it is not thread-safe. */
  TextMask textMask() {
    return switch (mode()) {
      case WHOLE -> TextMask.whole(getString(REPLACEMENT));
      case PARTIAL -> TextMask.partial(getInt(KEEP_FIRST), getInt(KEEP_LAST));
      case PATTERN -> TextMask.pattern(Pattern.compile(getString(PATTERN)), getString(REPLACEMENT));
      case DIGITS -> digits(getPassword(DIGITS_SECRET));
    };
  }

  private Mode mode() {
    return Validators.parse(Mode.class, getString(MODE));
  }

  private static TextMask digits(@Nullable Password secret) {
    return secret == null
        ? TextMask.digits()
        : TextMask.digits(secret.value().getBytes(StandardCharsets.UTF_8));
  }

  private static Validator nonEmptyPaths() {
    Validator paths = Validators.each(Validators.fieldPath());
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof List<?> list && list.isEmpty()) {
            throw new ConfigException(key, value, "must name at least one field");
          }
          paths.ensureValid(key, value);
        },
        paths::toString);
  }

  private static Validator re2() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              Pattern.compile(text);
            } catch (PatternSyntaxException e) {
              throw new ConfigException(key, value, "is not RE2: " + e.getDescription());
            }
          }
        },
        () -> "a regular expression (RE2)");
  }
}
