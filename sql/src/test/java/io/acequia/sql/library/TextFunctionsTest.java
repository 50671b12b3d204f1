package io.acequia.sql.library;

import static io.acequia.sql.library.FunctionCalls.assertBadRecord;
import static io.acequia.sql.library.FunctionCalls.assertBadStatement;
import static io.acequia.sql.library.FunctionCalls.call;
import static io.acequia.sql.library.FunctionCalls.constant;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.sql.function.Argument;
import io.acequia.sql.library.FunctionCalls.Form;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextFunctionsTest {

  private static final String EMOJI = "a😀b";

  static List<Arguments> results() {
    List<Arguments> cases = new ArrayList<>();
    add(cases, "ÄÖ", "UPPER", "äö");
    add(cases, "jfk", "LCASE", "JFK");
    add(cases, "Hello World-Wide Über", "INITCAP", "hELLO wORLD-wide über");
    add(cases, 3, "LENGTH", EMOJI);
    add(cases, 2, "LEN", new byte[] {1, 2});
    add(cases, 2, "LENGTH", ByteBuffer.wrap(new byte[] {1, 2}));
    add(cases, 6, "OCTET_LENGTH", EMOJI);
    add(cases, "a  ", "LTRIM", "  a  ");
    add(cases, "  a", "RTRIM", "  a  ");
    add(cases, "a\t", "TRIM", " a\t ");
    add(cases, "x", "BTRIM", "😀x😀", "😀");
    add(cases, "", "TRIM", "    ");
    add(cases, "b", "SUBSTRING", EMOJI, 3);
    add(cases, "😀", "SUBSTR", EMOJI, 2, 1);
    add(cases, "a", "SUBSTRING", "abc", 0, 2);
    add(cases, "", "SUBSTRING", "abc", 9, 2);
    add(cases, "abc", "SUBSTRING", "abc", -5);
    add(cases, "abc", "SUBSTRING", "abc", Integer.MIN_VALUE);
    add(cases, "a😀", "LEFT", EMOJI, 2);
    add(cases, "a", "LEFT", EMOJI, -2);
    add(cases, "", "LEFT", EMOJI, Integer.MIN_VALUE);
    add(cases, "😀b", "RIGHT", EMOJI, 2);
    add(cases, "b", "RIGHT", EMOJI, -2);
    add(cases, "", "RIGHT", EMOJI, Integer.MIN_VALUE);
    add(cases, "XXcd", "OVERLAY", "abcd", "XX", 1);
    add(cases, "aXcd", "OVERLAY", "abcd", "X", 2, 1);
    add(cases, "xyxyab", "LPAD", "ab", 6, "xy");
    add(cases, "   ab", "LPAD", "ab", 5);
    add(cases, "ab", "LPAD", "abc", 2, "x");
    add(cases, "ab", "LPAD", "ab", 5, "");
    add(cases, "", "LPAD", "ab", -1);
    add(cases, "ab😀😀", "RPAD", "ab", 4, "😀");
    add(cases, "ababab", "REPEAT", "ab", 3);
    add(cases, "", "REPEAT", "ab", -3);
    add(cases, "a_b_", "REPLACE", "a--b--", "--", "_");
    add(cases, "ab", "REPLACE", "ab", "", "x");
    add(cases, "b😀a", "REVERSE", EMOJI);
    add(cases, "1.5", "TRANSLATE", "1,5 %", ",% ", ".");
    add(cases, "😀2", "TRANSLATE", "12", "1", "😀");
    add(cases, 2, "INSTR", "banana", "an");
    add(cases, 4, "INSTR", "banana", "an", 1, 2);
    add(cases, 4, "INSTR", "banana", "an", 3);
    add(cases, 4, "INSTR", "banana", "an", -1);
    add(cases, 2, "INSTR", "banana", "an", -1, 2);
    add(cases, 0, "INSTR", "banana", "an", 0);
    add(cases, 0, "INSTR", "banana", "an", Integer.MIN_VALUE);
    add(cases, 3, "STRPOS", EMOJI, "b");
    add(cases, 0, "STRPOS", "abc", "x");
    add(cases, 1, "POSITION", "", "abc");
    add(cases, true, "STARTS_WITH", "AA100", "AA");
    add(cases, false, "ENDS_WITH", "AA100", "AA");
    add(cases, true, "CONTAINS", "AA100", "A1");
    add(cases, List.of("a", "", "b", ""), "SPLIT", "a,,b,", ",");
    add(cases, List.of("a", "😀", "b"), "SPLIT", EMOJI, "");
    add(cases, List.of(""), "SPLIT", "", ",");
    add(cases, "b", "SPLIT_PART", "a,b,c", ",", 2);
    add(cases, "a", "SPLIT_PART", "a,b,c", ",", -3);
    add(cases, "", "SPLIT_PART", "a,b,c", ",", 4);
    add(cases, "", "SPLIT_PART", "a,b,c", ",", -4);
    add(cases, "abc", "SPLIT_PART", "abc", "", 1);
    add(cases, 128512, "ASCII", "😀");
    add(cases, 0, "ASCII", "");
    add(cases, "😀", "CHR", 128512);
    add(cases, "900150983cd24fb0d6963f7d28e17f72", "MD5", "abc");
    add(cases, "68e9", "ENCODE", new byte[] {0x68, (byte) 0xe9}, "hex");
    add(cases, "aOk=", "ENCODE", ByteBuffer.wrap(new byte[] {0x68, (byte) 0xe9}), "BASE64");
    add(cases, "é", "FROM_BYTES", "é".getBytes(StandardCharsets.UTF_8), "utf8");
    add(cases, new byte[] {0x68, (byte) 0xe9}, "DECODE", "68E9", "hex");
    add(cases, "a+b%26%C3%A9", "URL_ENCODE_PARAM", "a b&é");
    add(cases, "a b&é", "URL_DECODE_PARAM", "a+b%26%C3%A9");
    add(cases, "https", "URL_EXTRACT_PROTOCOL", "https://u@example.org:8443/a?b=c#d");
    add(cases, "example.org", "URL_EXTRACT_HOST", "https://u@example.org:8443/a?b=c#d");
    add(cases, 8443, "URL_EXTRACT_PORT", "https://u@example.org:8443/a?b=c#d");
    add(cases, null, "URL_EXTRACT_PORT", "https://example.org/");
    add(cases, "/a", "URL_EXTRACT_PATH", "https://u@example.org:8443/a?b=c#d");
    add(cases, "b=c", "URL_EXTRACT_QUERY", "https://u@example.org:8443/a?b=c#d");
    add(cases, "d", "URL_EXTRACT_FRAGMENT", "https://u@example.org:8443/a?b=c#d");
    add(cases, null, "URL_EXTRACT_HOST", "no url at all");
    add(cases, "1 2", "URL_EXTRACT_PARAMETER", "http://h/?a=0&b=1+2&b=3", "b");
    add(cases, "", "URL_EXTRACT_PARAMETER", "http://h/?a&b=1", "a");
    add(cases, null, "URL_EXTRACT_PARAMETER", "http://h/?a&b=1", "c");
    add(cases, null, "URL_EXTRACT_PARAMETER", "http://h/", "c");
    add(cases, "a1true{\"k\":[1,null]}", "CONCAT", "a", 1L, null, true, nested());
    add(cases, "", "CONCAT", new Object[] {null});
    add(cases, "1.50-7", "CONCAT_WS", "-", new BigDecimal("1.50"), null, 7);
    add(cases, null, "CONCAT_WS", null, "a", "b");
    add(cases, true, "REGEXP_LIKE", "AA100", constant("[0-9]+"));
    add(cases, false, "REGEXP_MATCHES", "AA100", constant("^[0-9]+"));
    add(cases, "#-#", "REGEXP_REPLACE", "12-345", constant("[0-9]+"), "#");
    add(cases, "<12>-<345>", "REGEXP_REPLACE", "12-345", constant("[0-9]+"), "<\\&>", "g");
    add(cases, "b a\\$1", "REGEXP_REPLACE", "a b", constant("(\\w) (\\w)"), "\\2 \\1\\\\$1");
    add(cases, "-a-b-", "REGEXP_REPLACE", "ab", constant(""), "-");
    add(cases, "b", "REGEXP_EXTRACT", "ab", constant("a(b)|(c)"), 1);
    add(cases, null, "REGEXP_EXTRACT", "ab", constant("a(b)|(c)"), 2);
    add(cases, null, "REGEXP_EXTRACT", "xy", constant("a"));
    add(cases, List.of("a", "b", ""), "REGEXP_SPLIT_TO_ARRAY", "a1b22", constant("[0-9]+"));
    add(cases, List.of("a", "b", "c"), "REGEXP_SPLIT_TO_ARRAY", "abc", constant(""));
    return cases;
  }

  private static Map<String, Object> nested() {
    return Map.of("k", Arrays.asList(1, null));
  }

  private static void add(List<Arguments> cases, Object result, String name, Object... values) {
    cases.add(Arguments.of(name, values, result));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("results")
  void gives(String name, Object[] values, Object result) {
    assertThat(call(name, values)).isEqualTo(result);
  }

  @Test
  void refusesNumbersForText() {
    assertBadStatement(
        "argument 1 (text) of UPPER must be text, not INTEGER", "UPPER", Form.TYPED, 1);
    assertBadRecord("argument 1 (text) of UPPER must be text, not BIGINT", "UPPER", 7_123_456L);
    assertBadStatement(
        "argument 2 (length) of LPAD must be a whole number, not STRING",
        "LPAD",
        Form.CONSTANT,
        "a",
        "b");
  }

  @Test
  void takesWholeNumbersOfEveryClassFromDataWithoutSchema() {
    for (Object three : List.of((byte) 3, (short) 3, 3, 3L, 3f, 3.0, BigDecimal.valueOf(3))) {
      assertThat(
              FunctionCalls.run(
                  FunctionCalls.bind("LEFT", Form.OPEN, "abcd", three), "abcd", three))
          .isEqualTo("abc");
    }
    assertBadRecord("argument 2 (count) of LEFT must be a whole number", "LEFT", "abcd", 3.5);
    assertBadRecord("argument 2 (count) of LEFT is out of range", "LEFT", "abcd", 1L << 40);
  }

  @Test
  void keepsSmallArgumentsFromFillingTheHeap() {
    assertBadRecord("more than 1048576 characters", "REPEAT", "ab", Integer.MAX_VALUE);
    assertBadRecord("more than 1048576 characters", "LPAD", "a", Integer.MAX_VALUE, "x");
    assertBadRecord("more than 1048576 characters", "RPAD", "a", 1 << 21);
    String kilobytes = "a".repeat(1 << 11);
    assertBadRecord("more than 1048576 characters", "REPLACE", kilobytes, "a", kilobytes);
    assertBadRecord(
        "more than 1048576 characters", "REGEXP_REPLACE", kilobytes, constant("a"), kilobytes);
    assertBadRecord("more than 100000 elements", "SPLIT", ",".repeat(100_000), ",");
    assertBadRecord("more than 100000 elements", "SPLIT", "a".repeat(100_001), "");
    assertBadRecord(
        "more than 100000 elements", "REGEXP_SPLIT_TO_ARRAY", ",".repeat(100_000), constant(","));
    assertThat((String) call("REPEAT", "ab", 1 << 19)).hasSize(1 << 20);
  }

  @Test
  void refusesWhatHasNoResult() {
    assertBadRecord("negative number of characters", "SUBSTRING", "abc", 1, -1);
    assertBadRecord("part 0", "SPLIT_PART", "a,b", ",", 0);
    assertBadRecord("no Unicode character", "CHR", 0xD800);
    assertBadRecord("no Unicode character", "CHR", 0);
    assertBadRecord("occurrence before the first", "INSTR", "a", "a", 1, 0);
    assertBadRecord("before the first character", "OVERLAY", "abc", "x", 0);
    assertBadRecord("is not hex", "DECODE", "secret", "hex");
    assertBadRecord("is not base64", "DECODE", "se cret!", "base64");
    assertBadRecord("is not utf8", "ENCODE", new byte[] {(byte) 0xff}, "utf8");
    assertBadRecord("is not ascii", "DECODE", "é", "ascii");
    assertBadRecord("no part of a URL", "URL_DECODE_PARAM", "100%");
    assertBadRecord(
        "but its pattern has only 0 groups", "REGEXP_REPLACE", "a", constant("a"), "\\1");
    assertBadRecord("must be from 0 to", "REGEXP_EXTRACT", "a", constant("a"), 1);
  }

  @Test
  void refusesPatternsThatAreWrongOrOfARecord() {
    assertBadStatement(
        "argument 2 (pattern) of REGEXP_LIKE is no regular expression (RE2): missing closing ]",
        "REGEXP_LIKE",
        Form.TYPED,
        "a",
        constant("[a"));
    assertBadStatement(
        "argument 2 (pattern) of REGEXP_LIKE must be a constant text",
        "REGEXP_LIKE",
        Form.TYPED,
        "a",
        "a");
    assertBadStatement(
        "must be hex, base64, base64url, utf8 or ascii", "ENCODE", Form.CONSTANT, "a", "rot13");
    assertBadStatement("has a backslash", "REGEXP_REPLACE", Form.CONSTANT, "a", "a", "\\x");
    assertBadStatement("must be 'g'", "REGEXP_REPLACE", Form.CONSTANT, "a", "a", "b", "i");
  }

  @Test
  void takesLinearTimeForPatternsThatWouldBacktrack() {
    String text = "a".repeat(20_000) + "!";
    assertThat(call("REGEXP_LIKE", text, constant("^(a+)+$"))).isEqualTo(false);
  }

  @Test
  void writesDatesInTextAsTheirTypeSays() {
    Date day = new Date(0);
    for (SqlType type : List.of(SqlType.DATE, SqlType.TIME, SqlType.TIMESTAMP)) {
      Object text =
          FunctionCalls.run(FunctionCalls.function("CONCAT").bind(List.of(Argument.of(type))), day);
      assertThat(text)
          .isEqualTo(
              type == SqlType.DATE
                  ? "1970-01-01"
                  : type == SqlType.TIME ? "00:00:00" : "1970-01-01T00:00:00Z");
    }
  }

  @Test
  void givesEveryRecordAnotherUuid() {
    assertThat(FunctionCalls.function("UUID").bind(List.of()).deterministic()).isFalse();
    assertThat(FunctionCalls.run(FunctionCalls.bind("UUID", Form.TYPED)).toString())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo(FunctionCalls.run(FunctionCalls.bind("UUID", Form.TYPED)));
  }
}
