package io.acequia.object.store.sink;

import io.acequia.local.process.ObjectServer;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.s3.S3ObjectStore;
import io.acequia.object.store.s3.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One server of S3 for all tests of a JVM, which ends with it. */
final class SharedObjects {
  private static final ObjectServer SERVER = started();
  private static final ObjectStore STORE =
      new S3ObjectStore(
          new S3Settings(
              S3Settings.Dialect.S3,
              ObjectServer.BUCKET,
              "us-east-1",
              SERVER.endpoint(),
              true,
              new S3Settings.Login(SERVER.accessKey(), SERVER.secretKey(), null),
              null,
              Duration.ofSeconds(5),
              Duration.ofSeconds(20)));

  private SharedObjects() {}

  private static ObjectServer started() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "objects-it").toAbsolutePath());
      return ObjectServer.builder(Files.createTempDirectory(folder, "s3")).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectServer server() {
    return SERVER;
  }

  static ObjectStore store() {
    return STORE;
  }

  /** A configuration that writes JSON lines under this prefix. */
  static Map<String, String> config(String prefix) {
    Map<String, String> config = new HashMap<>();
    config.put("name", prefix);
    config.put("objects.url", "s3://" + ObjectServer.BUCKET + "/" + prefix);
    config.put("objects.endpoint", SERVER.endpoint().toString());
    config.put("objects.path.style.enabled", "true");
    config.put("objects.access.key.id", SERVER.accessKey());
    config.put("objects.secret.access.key", SERVER.secretKey());
    return config;
  }

  /** The keys of the objects under a prefix, without the index. */
  static List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    STORE
        .list(prefix + "/", "")
        .forEach(
            page ->
                page.forEach(
                    object -> {
                      if (!object.key().contains("/_acequia/")) {
                        keys.add(object.key());
                      }
                    }));
    return keys;
  }

  /** The lines of all objects under a prefix. */
  static List<String> lines(String prefix) {
    List<String> lines = new ArrayList<>();
    try {
      for (String key : keys(prefix)) {
        lines.addAll(new String(bytes(key), StandardCharsets.UTF_8).lines().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  static byte[] bytes(String key) throws IOException {
    try (InputStream in = STORE.read(key, 0, -1, null)) {
      return in.readAllBytes();
    }
  }

  /** How many uploads are neither complete nor aborted. */
  static long unfinished(String prefix) {
    long count = 0;
    for (var page : STORE.unfinished(prefix + "/")) {
      count += page.size();
    }
    return count;
  }

  static void delete(String prefix) {
    try {
      List<String> keys = new ArrayList<>();
      STORE.list(prefix + "/", "").forEach(page -> page.forEach(o -> keys.add(o.key())));
      for (String key : keys) {
        STORE.delete(key);
      }
    } catch (ObjectStoreException e) {
      throw new UncheckedIOException(e);
    }
  }
}
