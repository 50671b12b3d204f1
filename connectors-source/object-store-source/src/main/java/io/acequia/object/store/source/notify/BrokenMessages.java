package io.acequia.object.store.source.notify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that nobody understands. They stay in the queue, which hands them out again until its
 * redrive policy puts them aside, or they grow too old: each is told of and counted once.
 */
final class BrokenMessages {

  private static final Logger log = LoggerFactory.getLogger(BrokenMessages.class);
  private static final int REMEMBERED = 10_000;

  private final NotificationCounts counts;
  private final Set<String> known =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  BrokenMessages(NotificationCounts counts) {
    this.counts = counts;
  }

  void met(String id, BrokenNotificationException problem) {
    if (known.add(id)) {
      counts.broken();
      log.warn("message {} {}: it is left to the queue's redrive policy", id, problem.getMessage());
    }
  }
}
