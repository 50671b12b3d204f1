package io.acequia.elasticsearch.sink.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.acequia.elasticsearch.sink.client.ErrorText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a cluster says to a bulk request: nothing to complain of, or a result an item. */
final class BulkAnswer {
  /** Of the answer, all that is needed: it is as long as the request otherwise. */
  static final String FILTER = "errors,items.*.status,items.*.error.type,items.*.error.reason";

  private static final JsonFactory JSON = new JsonFactory();

  private final boolean errors;
  private final List<@Nullable ItemFailure> results;

  private BulkAnswer(boolean errors, List<@Nullable ItemFailure> results) {
    this.errors = errors;
    this.results = results;
  }

  /**
   * An item that failed.
   *
   * @param type the cluster's name of the error
   * @param reason its words, with nothing of the document
   */
  record ItemFailure(int status, String type, String reason) {}

  /**
   * Reads an answer.
   *
   * @param items how many were sent
   * @throws IOException if it is no complete answer to so many
   */
  static BulkAnswer read(byte[] body, int items) throws IOException {
    boolean errors = false;
    boolean told = false;
    List<@Nullable ItemFailure> results = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the answer to a bulk request is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("errors")) {
          errors = value == JsonToken.VALUE_TRUE;
          told = true;
        } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            results.add(item(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!told || (errors && results.size() != items)) {
      throw new IOException(
          "the answer to a bulk request of " + items + " items has " + results.size());
    }
    return new BulkAnswer(errors, results);
  }

  /** Why the item failed, {@code null} if it did not. */
  @Nullable ItemFailure failure(int item) {
    return errors ? results.get(item) : null;
  }

  boolean hasErrors() {
    return errors;
  }

  /** At {@code {"index": {...}}}. */
  private static @Nullable ItemFailure item(JsonParser parser) throws IOException {
    ItemFailure failure = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        failure = result(parser);
      }
    }
    return failure;
  }

  private static @Nullable ItemFailure result(JsonParser parser) throws IOException {
    int status = 0;
    String type = "";
    String reason = "";
    boolean failed = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("status")) {
        status = parser.getIntValue();
      } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
        failed = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String part = parser.currentName();
          parser.nextToken();
          if (part.equals("type")) {
            type = parser.getText();
          } else if (part.equals("reason")) {
            reason = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }
    return failed ? new ItemFailure(status, type, ErrorText.withoutData(reason)) : null;
  }
}
