package io.acequia.elasticsearch.sink.write;

import io.acequia.elasticsearch.sink.mapping.Target;
import io.acequia.elasticsearch.sink.write.BulkAnswer.ItemFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A bulk request's items by what becomes of them. */
final class BulkVerdict {
  private final List<BulkItem> done = new ArrayList<>();
  private final List<BulkItem> again = new ArrayList<>();
  private final Map<BulkItem, Exception> rejected = new LinkedHashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<Target> held = new HashSet<>();
  private @Nullable ItemFailure lastRetried;
  private @Nullable ConnectException failure;

  private BulkVerdict() {}

  /** Sorts the items. */
  static BulkVerdict of(List<BulkItem> items, BulkAnswer answer, ItemClassifier classifier) {
    BulkVerdict verdict = new BulkVerdict();
    if (!answer.hasErrors()) {
      verdict.done.addAll(items);
      return verdict;
    }
    for (int i = 0; i < items.size(); i++) {
      verdict.judge(items.get(i), answer.failure(i), classifier);
    }
    return verdict;
  }

  private void judge(BulkItem item, @Nullable ItemFailure failed, ItemClassifier classifier) {
    if (failed == null) {
      succeeded(item);
      return;
    }
    switch (classifier.classify(item.operation(), failed)) {
      case DONE -> succeeded(item);
      case RETRY -> retry(item, failed);
      case INDEX_GONE -> {
        gone.add(item.target().index());
        retry(item, failed);
      }
      case REPORT ->
          rejected.put(item, new DataException("the cluster refused it: " + text(failed)));
      case FAIL ->
          failure =
              new ConnectException(
                  "'%s' cannot be written to: %s".formatted(item.target().index(), text(failed)));
    }
  }

  /**
   * An item that succeeded, but behind one of the same document that is to be sent again, goes
   * again as well: the last change has to be the last one written.
   */
  private void succeeded(BulkItem item) {
    if (!held.isEmpty() && held.contains(item.target())) {
      again.add(item);
    } else {
      done.add(item);
    }
  }

  private void retry(BulkItem item, ItemFailure failed) {
    again.add(item);
    lastRetried = failed;
    if (item.target().id() != null) {
      held.add(item.target());
    }
  }

  private static String text(ItemFailure failed) {
    return "%s (%d) %s".formatted(failed.type(), failed.status(), failed.reason()).strip();
  }

  List<BulkItem> done() {
    return done;
  }

  List<BulkItem> again() {
    return again;
  }

  Map<BulkItem, Exception> rejected() {
    return rejected;
  }

  /** The indices that were not there. */
  Set<String> gone() {
    return gone;
  }

  /** Why the last of {@link #again} failed, for the log. */
  String reason() {
    return lastRetried == null ? "" : text(lastRetried);
  }

  /** Why the task has to fail, {@code null} if it need not. */
  @Nullable ConnectException failure() {
    return failure;
  }
}
