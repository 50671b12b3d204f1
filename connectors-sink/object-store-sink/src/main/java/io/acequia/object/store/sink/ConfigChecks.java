package io.acequia.object.store.sink;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.formats.Compression;
import io.acequia.formats.FileFormat;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.config.StoreOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What no single key's validator can see: keys that contradict each other, and whether the store
 * can be reached with all of them.
 */
final class ConfigChecks {
  private final ConfigProblems problems;

  ConfigChecks(ConfigProblems problems) {
    this.problems = problems;
  }

  /** Adds what is wrong; looks at the store only if nothing else is. */
  void check(Map<String, String> properties) {
    if (!problems.none()) {
      return;
    }
    ObjectStoreSinkConfig config = new ObjectStoreSinkConfig(properties);
    checkFiles(config);
    checkDelivery(config);
    if (config.store().hasHalfALogin()) {
      problems.add(
          StoreOptions.ACCESS_KEY, "id and secret of an access key belong together: set both");
    }
    if (problems.none() && config.store().validatesConnection()) {
      checkStore(config);
    }
  }

  private void checkFiles(ObjectStoreSinkConfig config) {
    FileFormat format = config.format();
    Compression compression = config.compression();
    if (!format.knows(compression)) {
      problems.add(
          ObjectStoreSinkConfig.COMPRESSION,
          "%s does not know %s".formatted(format.label(), compression.label()));
    }
    if (config.writesTombstones() && !config.getBoolean(ObjectStoreSinkConfig.ENVELOPE)) {
      problems.add(
          ObjectStoreSinkConfig.TOMBSTONES,
          "a record without a value has nothing to write but in an envelope: set "
              + ObjectStoreSinkConfig.ENVELOPE);
    }
  }

  private void checkDelivery(ObjectStoreSinkConfig config) {
    boolean byName = config.delivery() == Delivery.EXACTLY_ONCE_BY_NAME;
    if (byName && !config.rotation().isDeterministic()) {
      problems.add(
          ObjectStoreSinkConfig.ROTATE_INTERVAL,
          "must be 0 for exactly-once-by-name: files that end by the clock are not the same twice");
    }
    if (byName && config.completesOnClose()) {
      problems.add(
          ObjectStoreSinkConfig.ROTATE_ON_CLOSE,
          "must be off for exactly-once-by-name: files would not be the same twice");
    }
  }

  private void checkStore(ObjectStoreSinkConfig config) {
    long begin = System.nanoTime();
    try (ObjectStore store = config.store().open()) {
      store.check();
    } catch (ObjectStoreException e) {
      long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      boolean refused = e.status() == 401 || e.status() == 403;
      String stage = refused ? "login" : e.status() == 0 ? "connect" : "permission";
      problems.add(
          refused ? StoreOptions.ACCESS_KEY : StoreOptions.URL,
          "stage '%s' failed after %d ms: %s".formatted(stage, elapsed, e.getMessage()));
    }
  }
}
