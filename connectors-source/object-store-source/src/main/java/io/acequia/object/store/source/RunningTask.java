package io.acequia.object.store.source;

import io.acequia.commons.metrics.TaskMetrics;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.source.listing.ObjectArrivals;
import io.acequia.object.store.source.listing.ObjectListing;
import io.acequia.object.store.source.notify.NotificationCounts;
import io.acequia.object.store.source.notify.NotifiedObjects;
import io.acequia.object.store.source.offset.StoredOffsets;
import io.acequia.object.store.source.read.ReadCounts;
import io.acequia.object.store.source.read.ReadOptions;
import io.acequia.object.store.source.read.ReadPlan;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What a started task works with. */
record RunningTask(
    ObjectStore store,
    ObjectArrivals arrivals,
    ObjectQueue queue,
    AfterRead afterRead,
    StorePatience patience,
    ReadOptions options,
    NotificationCounts notifications) {

  static RunningTask of(
      ObjectStoreSourceConfig config, OffsetStorageReader offsets, ReadCounts counts) {
    ObjectStore store = config.store().open();
    NotificationCounts notifications = new NotificationCounts();
    ObjectArrivals arrivals = arrivals(config, store, notifications);
    AfterRead afterRead = new AfterRead(store, config.afterRead(), arrivals::settled);
    ReadOptions options = config.reading();
    ObjectQueue queue =
        new ObjectQueue(
            store,
            arrivals,
            config.filter(),
            new StoredOffsets(offsets, store.location()),
            new ReadPlan(store, config.changed()),
            options,
            counts,
            afterRead,
            config.tails());
    return new RunningTask(
        store,
        arrivals,
        queue,
        afterRead,
        new StorePatience(config.retry(), System::nanoTime),
        options,
        notifications);
  }

  private static ObjectArrivals arrivals(
      ObjectStoreSourceConfig config, ObjectStore store, NotificationCounts counts) {
    String prefix = config.store().prefix();
    return config.isNotified()
        ? new NotifiedObjects(
            store,
            config.store().bucket(),
            key -> key.startsWith(prefix) && config.filter().takes(key),
            config.notificationQueue(),
            config.notificationVisibility(),
            counts,
            System::nanoTime)
        : new ObjectListing(store, prefix, config.pace(), System::nanoTime);
  }

  void measure(TaskMetrics metrics, ReadCounts counts) {
    metrics.gauge("records-read", "Records handed to Connect", counts::allRecords);
    metrics.gauge("records-broken", "Records left out because they are broken", counts::allBroken);
    metrics.gauge("objects-read", "Objects read to their end", counts::allObjects);
    metrics.gauge("objects-settled", "Objects whose records Kafka has all", afterRead::count);
    metrics.gauge(
        "notifications-received", "Messages of the queue taken", notifications::allReceived);
    metrics.gauge(
        "notifications-deleted", "Messages whose objects Kafka has", notifications::allDeleted);
    metrics.gauge(
        "notifications-extended",
        "How often a message was kept from others for longer",
        notifications::allExtended);
    metrics.gauge(
        "notifications-broken",
        "Messages that nobody understands, left to the queue",
        notifications::allBroken);
  }

  void close() {
    arrivals.close();
    store.close();
  }
}
