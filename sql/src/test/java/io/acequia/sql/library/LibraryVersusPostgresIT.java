package io.acequia.sql.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Postgres;
import io.acequia.sql.BoundExpression;
import io.acequia.sql.Row;
import io.acequia.sql.Shape;
import io.acequia.sql.SqlException;
import io.acequia.sql.SqlExpression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What functions with PostgreSQL's names give, here and in a real PostgreSQL. */
class LibraryVersusPostgresIT {

  private static final String ERROR = "an error";
  private static final String SUNDAY = "TIMESTAMP '2026-11-22 06:30:15.250'";
  private static final List<String> EXPRESSIONS =
      """
      UPPER('rio')
      INITCAP('hELLO wORLD-wide o''neil')
      LENGTH('a😀b')
      OCTET_LENGTH('a😀b')
      BTRIM('xyAAyx', 'xy')
      LTRIM('  a ') || '|'
      RTRIM('12.500', '0')
      TRIM(BOTH 'x' FROM 'xax')
      SUBSTRING('Acequia', 4)
      SUBSTRING('Acequia', 0, 3)
      SUBSTRING('Acequia', -2, 5)
      SUBSTRING('Acequia', 3, -1)
      SUBSTRING('Acequia' FROM 2 FOR 3)
      SUBSTR('a😀b', 2, 1)
      LEFT('Acequia', -3)
      LEFT('Acequia', 99)
      RIGHT('Acequia', -3)
      RIGHT('Acequia', 3)
      LPAD('7', 3, '0')
      LPAD('abc', 2, 'x')
      LPAD('ab', 6, 'xyz')
      LPAD('ab', 6, '')
      RPAD('ab', 6, 'xyz')
      RPAD('ab', -1)
      REPEAT('ab', 3)
      REPEAT('ab', -3)
      REPLACE('a--b--', '--', '_')
      REPLACE('ab', '', 'x')
      REVERSE('a😀b')
      TRANSLATE('12,5 %', ',% ', '.')
      CONCAT('a', NULL, 1, 'b')
      CONCAT_WS('-', 'a', NULL, 'b')
      CONCAT_WS(NULL, 'a', 'b')
      SPLIT_PART('a,b,c', ',', 2)
      SPLIT_PART('a,b,c', ',', -1)
      SPLIT_PART('a,b,c', ',', 9)
      SPLIT_PART('a,b,c', ',', 0)
      SPLIT_PART('a,b,c', '', 1)
      STRING_TO_ARRAY('a,,b,', ',')
      STRPOS('a😀b', 'b')
      STRPOS('abc', '')
      STARTS_WITH('AA100', 'AA')
      ASCII('é')
      ASCII('')
      CHR(233)
      CHR(0)
      MD5('water')
      ENCODE('water', 'hex')
      ENCODE('water', 'base64')
      DECODE('zz', 'hex')
      REGEXP_LIKE('AA100', '[0-9]+')
      REGEXP_REPLACE('12-345', '[0-9]+', '<\\&>', 'g')
      REGEXP_REPLACE('Doe, Jane', '(\\w+), (\\w+)', '\\2 \\1', 'g')
      REGEXP_SPLIT_TO_ARRAY('a1b22', '[0-9]+')
      REGEXP_SPLIT_TO_ARRAY('abc', '')
      REGEXP_SUBSTR('gate B22', '[A-Z][0-9]+')
      ABS(-1.50)
      ABS(-7)
      SIGN(-2.5)
      SIGN(0)
      CEIL(-1.2)
      CEILING(5)
      FLOOR(-1.2)
      ROUND(2.5)
      ROUND(-2.5)
      ROUND(12.345, 2)
      ROUND(1234.5, -2)
      ROUND(2.5, 3)
      TRUNC(-1.79, 1)
      TRUNC(1299, -2)
      MOD(-7, 3)
      MOD(7.5, 2)
      MOD(7, 0)
      POWER(2, 10)
      POWER(0, -1)
      POWER(-8, 0.5)
      SQRT(2)
      SQRT(-1)
      CBRT(27)
      EXP(1)
      EXP(1000)
      LN(10)
      LN(0)
      LOG(1000)
      LOG(2, 8)
      LOG(2, -8)
      SIN(1)
      ACOS(2)
      ATAN2(1, -1)
      DEGREES(PI())
      RADIANS(180)
      WIDTH_BUCKET(42, 0, 100, 10)
      WIDTH_BUCKET(100, 0, 100, 10)
      WIDTH_BUCKET(99, 100, 0, 10)
      WIDTH_BUCKET(1, 5, 5, 10)
      TO_HEX(48879)
      DATE_TRUNC('hour', $)
      DATE_TRUNC('week', $)
      DATE_TRUNC('quarter', $)
      DATE_TRUNC('year', $)
      DATE_TRUNC('fortnight', $)
      DATE_PART('second', $)
      DATE_PART('milliseconds', $)
      DATE_PART('epoch', $)
      DATE_PART('dow', $)
      DATE_PART('isodow', $)
      DATE_PART('doy', $)
      DATE_PART('week', DATE '2027-01-01')
      DATE_PART('isoyear', DATE '2027-01-01')
      DATE_PART('century', DATE '2000-01-01')
      DATE_PART('century', DATE '2001-01-01')
      DATE_PART('decade', DATE '1999-01-01')
      DATE_PART('hour', TIME '04:05:06')
      MAKE_DATE(2026, 2, 29)
      MAKE_DATE(2024, 2, 29)
      MAKE_TIMESTAMP(2026, 11, 22, 6, 30, 15.25)
      TO_TIMESTAMP(1700000000)
      TO_TIMESTAMP(1700000000.123)
      CARDINALITY(ARRAY[1, 2])
      ARRAY_APPEND(ARRAY[1, 2], 3)
      ARRAY_CAT(ARRAY[1, 2], ARRAY[2, 3])
      ARRAY_REMOVE(ARRAY[1, 2, 1], 1)
      ARRAY_POSITION(ARRAY['a', 'b'], 'b')
      ARRAY_POSITION(ARRAY['a', 'b'], 'c')
      ARRAY_TO_STRING(ARRAY['a', NULL, 'b'], '-')
      ARRAY_TO_STRING(ARRAY['a', NULL, 'b'], '-', '?')
      UPPER(7)
      """
          .lines()
          .map(line -> line.replace("$", SUNDAY))
          .toList();

  @TempDir static Path folder;

  private static Postgres server;
  private static Statement statement;

  @BeforeAll
  static void start() throws SQLException {
    server = Postgres.builder(folder).build().start();
    statement = server.connect().createStatement();
    statement.execute("SET timezone = 'UTC'");
  }

  @AfterAll
  static void stop() throws SQLException {
    statement.getConnection().close();
    server.close();
  }

  static List<String> expressions() {
    return EXPRESSIONS;
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void givesTheSame(String expression) {
    Object ours = ours(expression);
    assertThat(comparable(ours)).isEqualTo(comparable(theirs(expression, ours instanceof Date)));
  }

  private static Object ours(String expression) {
    try {
      BoundExpression bound =
          SqlExpression.compile(expression, BuiltInFunctions.table()).bind(Shape.map(null));
      return bound.value(new NoRecord());
    } catch (SqlException | DataException e) {
      return ERROR;
    }
  }

  private static Object theirs(String expression, boolean time) {
    String query =
        time
            ? "SELECT CAST(EXTRACT(EPOCH FROM (" + expression + ")) * 1000 AS BIGINT)"
            : "SELECT (" + expression + ")";
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      Object value = result.getObject(1);
      return time ? new Date((Long) value) : value;
    } catch (SQLException e) {
      return ERROR;
    }
  }

  /** Numbers of all types to 14 digits: libraries differ in the last ones of a sine. */
  private static Object comparable(Object value) {
    try {
      if (value instanceof Array array) {
        return comparable(Arrays.asList((Object[]) array.getArray()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(LibraryVersusPostgresIT::comparable).toList();
    }
    return value instanceof Number
        ? new BigDecimal(value.toString()).round(new MathContext(14)).stripTrailingZeros()
        : value;
  }

  /** Expressions of constants read nothing. */
  private record NoRecord() implements Row {
    @Override
    public Object value() {
      return null;
    }

    @Override
    public Object key() {
      return null;
    }

    @Override
    public String topic() {
      return null;
    }

    @Override
    public Integer partition() {
      return null;
    }

    @Override
    public Long offset() {
      return null;
    }

    @Override
    public Long timestamp() {
      return null;
    }

    @Override
    public Object header(String name) {
      return null;
    }
  }
}
