package io.acequia.elasticsearch.sink.client;

import java.util.regex.Pattern;

/** Takes out of a cluster's words what comes from a document: values, ids. */
public final class ErrorText {
  private static final int MAX_LENGTH = 300;
  // "failed to parse field [n] of type [long] in document with id 'x'. Preview of ...: 'y'"
  private static final Pattern DATA =
      Pattern.compile(
          "( in document with id '.*)|(\\.? ?Preview of field's value.*)|(For input string.*)|('.*)|(\".*)",
          Pattern.DOTALL);
  // "[x]: version conflict, ..." and "[_doc][x]: document missing" begin with the document's id.
  private static final Pattern LEADING_ID = Pattern.compile("^(\\[[^]]*])+: ", Pattern.DOTALL);

  private ErrorText() {}

  /** The words up to the first that may be data. */
  public static String withoutData(String reason) {
    String text = DATA.matcher(LEADING_ID.matcher(reason).replaceFirst("")).replaceAll("");
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text.strip();
  }
}
