package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.upload.CsvSplitter;
import io.acequia.http.source.upload.FieldValue;
import io.acequia.http.source.upload.LineSplitter;
import io.acequia.http.source.upload.MultipartSplitter;
import io.acequia.http.source.upload.PartHead;
import io.acequia.http.source.upload.Parts;
import io.acequia.http.source.upload.Splitter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a file, as {@code multipart/form-data}: CSV or JSON lines, read as it comes. The
 * fields {@code stream_id} and {@code event_type} come before the file, or in the query.
 */
final class Upload implements Parts {

  private final Exchange exchange;
  private final StreamedBody body;
  private final LineIntake intake;
  private final Map<String, FieldValue> fields = new HashMap<>();
  private boolean hasFile;

  private Upload(Exchange exchange, Sender sender, StreamedBody body) {
    this.exchange = exchange;
    this.body = body;
    this.intake = body.intake(exchange, sender);
  }

  static void take(Exchange exchange, Sender sender, StreamedBody body) {
    String boundary = MediaType.parameter(exchange.header("Content-Type"), "boundary");
    if (boundary == null) {
      exchange.fail(ErrorCode.INVALID_REQUEST, "Content-Type has no boundary");
      return;
    }
    Upload upload = new Upload(exchange, sender, body);
    Splitter form = new MultipartSplitter(boundary, upload);
    exchange
        .request()
        .handler(piece -> body.feed(exchange, upload.intake, form, piece))
        .endHandler(
            end -> {
              form.end();
              upload.end();
            });
  }

  @Override
  public Splitter begin(PartHead head) {
    if (head.fileName() == null) {
      FieldValue value = new FieldValue();
      fields.put(head.name(), value);
      return value;
    }
    if (hasFile) {
      broken("Only one file can be uploaded at a time");
    }
    hasFile = true;
    intake.toStream(field("stream_id"));
    return isCsv(head)
        ? new CsvSplitter(body.lineLimit(), field("event_type"), intake)
        : new LineSplitter(body.lineLimit(), intake);
  }

  @Override
  public void broken(String why) {
    intake.unreadable(new Problem(ErrorCode.INVALID_REQUEST, why), 1);
  }

  private void end() {
    if (!hasFile) {
      broken("The form has no file");
    }
    body.end(exchange, intake);
  }

  private @Nullable String field(String name) {
    FieldValue value = fields.get(name);
    return value == null ? exchange.request().getParam(name) : value.toString();
  }

  private static boolean isCsv(PartHead head) {
    String name = String.valueOf(head.fileName()).toLowerCase(Locale.ROOT);
    return MediaType.of(head.contentType()).equals(MediaType.CSV) || name.endsWith(".csv");
  }
}
