package io.acequia.object.store.sink.write;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees the parts of uploads that a task before us did not finish. */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private static final Set<Integer> REFUSALS = Set.of(401, 403, 405, 501);

  private final ObjectStore store;
  private final String prefix;

  /**
   * @param prefix what all keys of this task begin with
   */
  Leftovers(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /**
   * Aborts the unfinished uploads of files of these partitions, as far as the login may.
   *
   * @return how many there were
   */
  int abort(Collection<TopicPartition> partitions) throws IOException {
    try {
      return abortAll(partitions);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ObjectStoreException said && REFUSALS.contains(said.status())) {
        log.warn("Unfinished uploads stay, with their cost: {}", said.getMessage());
        return 0;
      }
      throw e;
    }
  }

  private int abortAll(Collection<TopicPartition> partitions) throws IOException {
    int count = 0;
    for (List<Upload> page : store.unfinished(prefix)) {
      for (Upload upload : page) {
        if (FileNames.isOf(upload.key(), partitions)) {
          store.abort(upload);
          count++;
        }
      }
    }
    if (count > 0) {
      log.info("Aborted {} unfinished uploads of {}", count, partitions);
    }
    return count;
  }
}
