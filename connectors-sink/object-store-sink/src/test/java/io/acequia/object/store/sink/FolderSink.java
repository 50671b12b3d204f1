package io.acequia.object.store.sink;

import io.acequia.testkit.RecordingSinkContext;
import io.acequia.testkit.SinkTaskDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** Tasks that write to a folder, and what is in it. */
final class FolderSink {
  private final Path root;

  FolderSink(Path root) {
    this.root = root;
  }

  /** A configuration of JSON lines whose files end by the clock almost at once. */
  Map<String, String> config(String... more) {
    Map<String, String> config = new HashMap<>();
    config.put("name", "folder");
    config.put("objects.url", root.toUri().toString());
    config.put("objects.rotate.interval.ms", "30");
    config.put("objects.retry.backoff.max.ms", "20");
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return config;
  }

  /** A task that was started, with a reporter. */
  static SinkTaskDriver start(Map<String, String> config) {
    SinkTaskDriver driver =
        new SinkTaskDriver(new ObjectStoreSinkTask(), RecordingSinkContext.reporting(config));
    driver.start();
    return driver;
  }

  /** The objects that are there, without the index. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    try {
      if (Files.isDirectory(root)) {
        Files.walkFileTree(root, new Keys(keys));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(keys);
    return keys;
  }

  /** Collects objects; unfinished uploads and the index may vanish while a task works. */
  private final class Keys extends SimpleFileVisitor<Path> {
    private final List<String> keys;

    Keys(List<String> keys) {
      this.keys = keys;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = root.relativize(folder).toString();
      return name.startsWith("_") || name.startsWith(".")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      keys.add(root.relativize(file).toString());
      return FileVisitResult.CONTINUE;
    }
  }

  /** All lines of all objects, in the order of the keys. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    try {
      for (String key : keys()) {
        lines.addAll(Files.readAllLines(root.resolve(key)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** Text that a partition's index holds; empty if there is none. */
  String index(String topic, int partition) {
    Path file = root.resolve("_acequia/folder/" + topic + "/" + partition + ".properties");
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many uploads were begun and are neither complete nor aborted. */
  long unfinished() {
    Path hidden = root.resolve(".acequia-uploads");
    try (Stream<Path> entries = Files.exists(hidden) ? Files.list(hidden) : Stream.empty()) {
      return entries.filter(Files::isDirectory).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SinkRecord record(String topic, int partition, long offset, Object value) {
    return record(topic, partition, offset, null, value, offset);
  }

  static SinkRecord record(
      String topic, int partition, long offset, Schema schema, Object value, long time) {
    return new SinkRecord(
        topic, partition, null, null, schema, value, offset, time, TimestampType.CREATE_TIME);
  }
}
