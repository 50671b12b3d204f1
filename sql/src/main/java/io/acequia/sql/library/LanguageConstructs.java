package io.acequia.sql.library;

import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionDoc.Category;
import java.util.List;

/**
 * What looks like a function on the reference page, but belongs to the language: its arguments are
 * evaluated only where they are needed, or are no expressions.
 */
public final class LanguageConstructs {

  private LanguageConstructs() {}

  public static List<FunctionDoc> docs() {
    return List.of(
        doc(
            "CASE WHEN condition THEN value ... [ELSE value] END",
            "The value of the first condition that is true; null if none is and there is no ELSE.",
            "CASE WHEN 5 > 3 THEN 'more' ELSE 'less' END"),
        doc(
            "CASE value WHEN other THEN result ... [ELSE result] END",
            "The result of the first value that equals the one in front.",
            "CASE 'AA' WHEN 'AA' THEN 'American' WHEN 'DL' THEN 'Delta' END"),
        doc(
            "COALESCE(value, ...)",
            "The first value that is not null.",
            "COALESCE(NULL, NULL, 'c')"),
        doc("NULLIF(value, other)", "Null if both are equal, else the value.", "NULLIF(0, 0)"),
        doc("GREATEST(value, ...)", "The greatest value that is not null.", "GREATEST(3, NULL, 7)"),
        doc("LEAST(value, ...)", "The least value that is not null.", "LEAST(3, NULL, 7)"),
        doc(
            "CAST(value AS type)",
            "The value as another type; one that cannot be is an error of the record.",
            "CAST('42' AS INTEGER)"),
        doc(
            "TRY_CAST(value AS type)",
            "The value as another type; null if it cannot be.",
            "TRY_CAST('forty-two' AS INTEGER)"),
        doc(
            "value [NOT] BETWEEN low AND high",
            "Whether the value is not less than the low one and not greater than the high one.",
            "5 BETWEEN 1 AND 5"),
        doc(
            "value [NOT] IN (other, ...)",
            "Whether the value equals one of the others.",
            "'JFK' IN ('LGA', 'JFK')"),
        doc(
            "text [NOT] LIKE pattern",
            "Whether the text is like a pattern, where % stands for any characters and _ for one;"
                + " ILIKE does not tell capital letters from small ones.",
            "'AA100' LIKE 'AA%'"),
        doc(
            "value IS [NOT] DISTINCT FROM other",
            "Whether the values differ; two nulls do not.",
            "NULL IS DISTINCT FROM 1"),
        doc(
            "EXTRACT(part FROM timestamp)",
            "A part of a timestamp; see DATE_PART.",
            "EXTRACT(YEAR FROM TIMESTAMP '2026-11-22T06:30:00Z')"));
  }

  private static FunctionDoc doc(String signature, String meaning, String example) {
    return new FunctionDoc(Category.CONDITIONAL, List.of(signature), meaning, List.of(example));
  }
}
