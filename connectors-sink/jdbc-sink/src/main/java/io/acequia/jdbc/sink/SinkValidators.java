package io.acequia.jdbc.sink;

import io.acequia.jdbc.sink.mapping.PkMode;
import io.acequia.jdbc.sink.mapping.TableTemplate;
import io.acequia.jdbc.sink.schema.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/** The checks of this sink's own keys; none of them ever repeats a secret. */
final class SinkValidators {
  private static final Pattern SECRET =
      Pattern.compile("[?&](password|sslpassword)=", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("^jdbc:postgresql://[^/?]*@");
  // Words, modifiers, array brackets: a type's name, and nothing that could end it.
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_ .]*(\\(\\d+\\))?[A-Za-z ]*(\\[])?");

  private SinkValidators() {}

  /** A JDBC URL of PostgreSQL without a secret in it. */
  static Validator url() {
    return LambdaValidator.with(
        (key, value) -> {
          if (!(value instanceof String url)) {
            return;
          }
          if (SECRET.matcher(url).find() || USER_INFO.matcher(url).find()) {
            throw new ConfigException(
                key + " must not contain a password, as it is shown: use postgres.password");
          }
          if (!url.startsWith("jdbc:postgresql:")) {
            throw new ConfigException(key + " must begin with jdbc:postgresql:");
          }
        },
        () -> "jdbc:postgresql://host:port/database");
  }

  static Validator pkMode() {
    List<String> spellings = Arrays.stream(PkMode.values()).map(PkMode::spelling).toList();
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String mode && !spellings.contains(mode)) {
            throw new ConfigException(key, value, "must be one of " + spellings);
          }
        },
        () -> "one of " + spellings);
  }

  /** What the parser accepts. */
  static Validator parsed(String description, Consumer<String> parser) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              parser.accept(text);
            } catch (ConfigException | DataException e) {
              throw new ConfigException(key, value, e.getMessage());
            }
          }
        },
        () -> description);
  }

  /** {@code column:type}. */
  static Validator columnType() {
    return parsed(
        "column:type",
        text -> {
          int colon = text.lastIndexOf(':');
          if (colon < 1 || !TYPE.matcher(text.substring(colon + 1).strip()).matches()) {
            throw new ConfigException("'" + text + "' is not column:type");
          }
        });
  }

  /** A table's name without variables. */
  static TableName constantTable(String text) {
    if (text.indexOf('$') >= 0) {
      throw new ConfigException("the table of the offsets is one for all topics");
    }
    return TableTemplate.parse(text).table("");
  }
}
