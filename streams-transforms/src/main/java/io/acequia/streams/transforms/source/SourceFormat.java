package io.acequia.streams.transforms.source;

import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How values are written in a topic. */
public interface SourceFormat {

  /** A reader for one thread. */
  Reader open(Wanted wanted);

  /** Reads values, one after the other. */
  interface Reader {

    /**
     * The fields of a value; ones that are not wanted may be left out.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the value cannot be read; the
     *     message has nothing of it
     */
    Map<String, @Nullable Object> read(String topic, Headers headers, byte[] value);
  }
}
