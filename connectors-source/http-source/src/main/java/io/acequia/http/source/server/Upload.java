package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.upload.CsvSplitter;
import io.acequia.http.source.upload.LineSplitter;
import io.acequia.http.source.upload.Splitter;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a file, as {@code multipart/form-data}: CSV or JSON lines, read as it comes. The
 * fields {@code stream_id} and {@code event_type} come before the file, or in the query.
 */
final class Upload {

  private final Exchange exchange;
  private final Sender sender;
  private final StreamedBody body;
  private @Nullable LineIntake intake;
  private @Nullable Splitter splitter;
  private boolean refused;

  private Upload(Exchange exchange, Sender sender, StreamedBody body) {
    this.exchange = exchange;
    this.sender = sender;
    this.body = body;
  }

  static void take(Exchange exchange, Sender sender, StreamedBody body) {
    Upload upload = new Upload(exchange, sender, body);
    exchange
        .request()
        .setExpectMultipart(true)
        .exceptionHandler(broken -> upload.refuse("The form is not well-formed"))
        .uploadHandler(upload::file)
        .endHandler(end -> upload.end());
  }

  private void file(HttpServerFileUpload file) {
    if (splitter != null || refused) {
      refuse("Only one file can be uploaded at a time");
      file.handler(ignored -> {});
      return;
    }
    Sender here = sender.withStream(field("stream_id"));
    LineIntake lines = body.intake(exchange, here);
    Splitter rows =
        isCsv(file)
            ? new CsvSplitter(body.lineLimit(), field("event_type"), lines)
            : new LineSplitter(body.lineLimit(), lines);
    intake = lines;
    splitter = rows;
    file.handler(piece -> body.feed(exchange, lines, rows, piece));
  }

  private void end() {
    LineIntake lines = intake;
    Splitter rows = splitter;
    if (refused) {
      return;
    }
    if (lines == null || rows == null) {
      refuse("The form has no file");
    } else {
      body.end(exchange, lines, rows);
    }
  }

  private void refuse(String why) {
    if (!refused) {
      refused = true;
      if (intake != null) {
        intake.abort();
      }
      exchange.fail(ErrorCode.INVALID_REQUEST, why);
    }
  }

  private @Nullable String field(String name) {
    HttpServerRequest request = exchange.request();
    String value = request.getFormAttribute(name);
    return value == null ? request.getParam(name) : value;
  }

  private static boolean isCsv(HttpServerFileUpload file) {
    String name = file.filename() == null ? "" : file.filename().toLowerCase(Locale.ROOT);
    return MediaType.of(file.contentType()).equals(MediaType.CSV) || name.endsWith(".csv");
  }
}
