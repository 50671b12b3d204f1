package io.acequia.object.store.sink.write;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.commons.error.Disposition;
import io.acequia.object.store.Condition;
import io.acequia.object.store.NoSuchUploadException;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One object on its way into the store: parts are uploaded as they come, at once; a small object is
 * put as a whole in the end. The object is not there before {@link #complete}.
 */
final class FileUpload {
  private final ObjectStore store;
  private final Uploader uploader;
  private final ByteBudget budget;
  private final SinkMetrics metrics;
  private final String key;
  private final String contentType;
  private final List<CompletableFuture<String>> parts = new ArrayList<>();
  private @Nullable CompletableFuture<Upload> begun;
  private @Nullable ByteBuffer whole;
  private long bytes;

  FileUpload(
      ObjectStore store,
      Uploader uploader,
      ByteBudget budget,
      SinkMetrics metrics,
      String key,
      String contentType) {
    this.store = store;
    this.uploader = uploader;
    this.budget = budget;
    this.metrics = metrics;
    this.key = key;
    this.contentType = contentType;
  }

  String key() {
    return key;
  }

  /** The bytes so far. */
  long bytes() {
    return bytes;
  }

  int parts() {
    return parts.size();
  }

  /** Uploads a part; its bytes count against the budget until they are in the store. */
  void part(ByteBuffer content) {
    if (begun == null) {
      begun = uploader.call("beginning an upload", () -> store.begin(key, contentType));
    }
    int number = parts.size() + 1;
    int held = content.capacity();
    bytes += content.remaining();
    budget.acquire(held);
    metrics.parts(1);
    parts.add(
        begun
            .thenCompose(
                upload ->
                    uploader.call(
                        "uploading a part", () -> store.uploadPart(upload, number, content)))
            .whenComplete(
                (answer, error) -> {
                  budget.release(held);
                  metrics.parts(-1);
                }));
  }

  /** Takes over what follows the last full part. */
  void last(ByteBuffer rest) {
    if (begun != null) {
      if (rest.hasRemaining()) {
        part(rest);
      }
    } else {
      whole = rest;
      bytes = rest.remaining();
      budget.acquire(rest.capacity());
    }
  }

  /** Done when the store has all parts. */
  CompletableFuture<Void> uploaded() {
    return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Makes the object visible, after {@link #uploaded}. Under a condition, an object that is there
   * already must be this one, of an earlier attempt.
   */
  CompletableFuture<Void> complete(Condition condition) {
    ByteBuffer small = whole;
    if (small != null) {
      whole = null;
      return uploader
          .call("writing an object", () -> put(small, condition))
          .whenComplete((answer, error) -> budget.release(small.capacity()));
    }
    if (begun == null) {
      return CompletableFuture.completedFuture(null);
    }
    List<String> tags = parts.stream().map(CompletableFuture::join).toList();
    return begun.thenCompose(
        upload -> uploader.call("completing an upload", () -> finish(upload, tags, condition)));
  }

  private @Nullable Void put(ByteBuffer small, Condition condition) throws IOException {
    if (store.put(key, small, contentType, condition).isEmpty() && !isThere()) {
      throw another();
    }
    return null;
  }

  private @Nullable Void finish(Upload upload, List<String> tags, Condition condition)
      throws IOException {
    try {
      if (store.complete(upload, tags, condition).isEmpty()) {
        store.abort(upload);
        if (!isThere()) {
          throw another();
        }
      }
      return null;
    } catch (NoSuchUploadException e) {
      // Completed by an attempt whose answer was lost; else somebody aborted it.
      if (isThere()) {
        return null;
      }
      throw e;
    }
  }

  private boolean isThere() throws IOException {
    return store.head(key).filter(found -> found.size() == bytes).isPresent();
  }

  private ObjectStoreException another() {
    return new ObjectStoreException(
        store.location()
            + key
            + " is there with another content: format or rotation were changed since; use another"
            + " prefix, or objects.delivery=exactly-once",
        Disposition.FAIL,
        412,
        null);
  }

  /** Gives the object up and frees its parts in the store, sooner or later. */
  void abort() {
    ByteBuffer small = whole;
    if (small != null) {
      whole = null;
      budget.release(small.capacity());
    }
    CompletableFuture<Upload> upload = begun;
    if (upload != null) {
      var unused =
          uploaded()
              .exceptionally(error -> null)
              .thenCompose(done -> upload)
              .thenCompose(
                  u ->
                      uploader.call(
                          "aborting an upload",
                          () -> {
                            store.abort(u);
                            return u;
                          }));
    }
  }
}
