package io.acequia.elasticsearch.sink.mapping;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.acequia.elasticsearch.sink.json.GrowingBytes;
import io.acequia.elasticsearch.sink.json.RawJson;
import io.acequia.elasticsearch.sink.json.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as an action of a bulk request: a line that says what to do, and a line with the
 * document. Bytes and texts that are JSON already are passed on without being parsed where nothing
 * is to be added to them. Not thread-safe.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/docs-bulk.html">Bulk
 *     API</a>
 */
public final class RecordToAction {
  private static final String TIMESTAMP = "@timestamp";
  private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();
  private static final byte[] DOC = ascii("{\"doc\":");
  private static final byte[] AS_UPSERT = ascii(",\"doc_as_upsert\":true}");
  private static final int CONFLICT_RETRIES = 3;

  private final DocumentOptions options;
  private final RecordToTarget targets;

  public RecordToAction(DocumentOptions options, RecordToTarget targets) {
    this.options = options;
    this.targets = targets;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Appends the record that {@link RecordToTarget#read} has just read. Nothing is appended if this
   * throws.
   *
   * @throws DataException if the record can be no document
   */
  public Operation write(SinkRecord record, Target target, GrowingBytes out) {
    int start = out.size();
    try {
      Operation operation = operation(record);
      action(operation, record, target, out);
      if (operation != Operation.DELETE) {
        document(operation, record, out);
        out.write('\n');
      }
      return operation;
    } catch (DataException e) {
      out.truncate(start);
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Operation operation(SinkRecord record) {
    if (record.value() == null) {
      return Operation.DELETE;
    }
    return switch (options.writeMode()) {
      case CREATE -> Operation.CREATE;
      case INDEX -> Operation.INDEX;
      case UPDATE, UPSERT -> Operation.UPDATE;
    };
  }

  private void action(Operation operation, SinkRecord record, Target target, GrowingBytes out) {
    out.write(ascii(operation.opening()));
    out.write(QUOTES.quoteAsUTF8(target.index()));
    out.write('"');
    if (target.id() != null) {
      out.write(ascii(",\"_id\":\""));
      out.write(QUOTES.quoteAsUTF8(target.id()));
      out.write('"');
    }
    if (target.routing() != null) {
      out.write(ascii(",\"routing\":\""));
      out.write(QUOTES.quoteAsUTF8(target.routing()));
      out.write('"');
    }
    if (options.versioned() && operation.takesVersions()) {
      out.write(ascii(",\"version\":" + record.originalKafkaOffset()));
      out.write(ascii(",\"version_type\":\"external\""));
    }
    if (operation == Operation.UPDATE) {
      out.write(ascii(",\"retry_on_conflict\":" + CONFLICT_RETRIES));
    }
    out.write(ascii("}}\n"));
  }

  private void document(Operation operation, SinkRecord record, GrowingBytes out)
      throws IOException {
    if (operation != Operation.UPDATE) {
      source(record, out);
      return;
    }
    out.write(DOC);
    source(record, out);
    if (options.writeMode() == WriteMode.UPSERT) {
      out.write(AS_UPSERT);
    } else {
      out.write('}');
    }
  }

  private void source(SinkRecord record, GrowingBytes out) throws IOException {
    byte[] raw = targets.fields().raw();
    if (raw != null) {
      raw(raw, out);
    } else if (record.value() instanceof Struct || record.value() instanceof Map) {
      object(record, out);
    } else {
      throw new DataException("the record's value is neither an object nor JSON text");
    }
  }

  private void raw(byte[] json, GrowingBytes out) throws IOException {
    int brace = RawJson.checkShape(json);
    boolean partial =
        options.writeMode() == WriteMode.UPDATE || options.writeMode() == WriteMode.UPSERT;
    boolean stamped = (options.stamped() || partial) && RawJson.checkAll(json, TIMESTAMP);
    if (options.stamped() && !stamped) {
      int opened = stamp(out);
      RawJson.copy(json, brace + 1, out);
      closeEmpty(out, opened);
    } else {
      RawJson.copy(json, brace, out);
    }
  }

  private void object(SinkRecord record, GrowingBytes out) {
    if (!options.stamped() || has(record.value(), TIMESTAMP)) {
      ValueWriter.write(record.valueSchema(), record.value(), out);
      return;
    }
    int before = out.size();
    ValueWriter.write(record.valueSchema(), record.value(), out);
    byte[] plain = java.util.Arrays.copyOfRange(out.array(), before + 1, out.size());
    out.truncate(before);
    int opened = stamp(out);
    out.write(plain);
    closeEmpty(out, opened);
  }

  /** Begins an object with the record's time, and returns where the comma behind it stands. */
  private int stamp(GrowingBytes out) {
    String time;
    try {
      time = Instant.ofEpochMilli(targets.fields().time()).toString();
    } catch (DateTimeException e) {
      throw new DataException("the record's time is out of range", e);
    }
    out.write(ascii("{\"" + TIMESTAMP + "\":\"" + time + "\","));
    return out.size() - 1;
  }

  /** Takes the comma back if nothing came behind it. */
  private static void closeEmpty(GrowingBytes out, int comma) {
    int at = comma + 1;
    while (at < out.size() && out.array()[at] == ' ') {
      at++;
    }
    if (at < out.size() && out.array()[at] == '}') {
      out.array()[comma] = ' ';
    }
  }

  private static boolean has(@Nullable Object value, String field) {
    return value instanceof Struct struct
        ? struct.schema().field(field) != null
        : value instanceof Map<?, ?> map && map.containsKey(field);
  }
}
