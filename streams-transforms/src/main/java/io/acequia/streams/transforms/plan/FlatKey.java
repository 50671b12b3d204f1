package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * A configuration key that stands for one place in a plan.
 *
 * @param path the place, its objects separated by dots
 */
record FlatKey(String key, String path, Kind kind) {

  /** How the value becomes JSON. */
  enum Kind {
    TEXT,
    LIST,
    MILLISECONDS,
    AGGREGATES
  }

  void copy(AbstractConfig config, ObjectNode plan) {
    String[] names = path.split("\\.", -1);
    ObjectNode parent = plan;
    for (int i = 0; i < names.length - 1; i++) {
      parent = parent.withObjectProperty(names[i]);
    }
    String name = names[names.length - 1];
    switch (kind) {
      case TEXT -> parent.put(name, config.getString(key));
      case MILLISECONDS -> parent.put(name, config.getLong(key));
      case AGGREGATES -> parent.set(name, AggregateText.parse(config.getString(key)));
      case LIST -> {
        List<String> texts = config.getList(key);
        if (texts.size() == 1) {
          parent.put(name, texts.get(0));
        } else {
          texts.forEach(parent.withArrayProperty(name)::add);
        }
      }
    }
  }

  /** Whether a problem at this place of the plan is one of this key. */
  boolean covers(String pointer) {
    return pointer.equals(path) || pointer.startsWith(path + ".") || pointer.startsWith(path + "[");
  }
}
