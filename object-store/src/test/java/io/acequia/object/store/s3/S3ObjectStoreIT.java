package io.acequia.object.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.error.Disposition;
import io.acequia.local.process.ObjectServer;
import io.acequia.object.store.NoSuchUploadException;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.ObjectStoreRules;
import io.acequia.object.store.Upload;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server of S3. */
class S3ObjectStoreIT extends ObjectStoreRules {
  private static ObjectServer server;
  private static ObjectStore store;

  @BeforeAll
  static void startServer() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "objects-it").toAbsolutePath());
    server = ObjectServer.builder(Files.createTempDirectory(parent, "s3")).build().start();
    store = new S3ObjectStore(settings(ObjectServer.BUCKET, server.secretKey(), server.endpoint()));
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  private static S3Settings settings(String bucket, String secret, URI endpoint) {
    return new S3Settings(
        S3Settings.Dialect.S3,
        bucket,
        "us-east-1",
        endpoint,
        true,
        new S3Settings.Login(server.accessKey(), secret, null),
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20));
  }

  @Test
  void wrongSecretFailsAndIsNotTold() {
    try (ObjectStore wrong =
        new S3ObjectStore(settings(ObjectServer.BUCKET, "hunter2", server.endpoint()))) {
      assertThatThrownBy(wrong::check)
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              e -> assertThat(e.disposition()).isEqualTo(Disposition.FAIL))
          .hasMessageContaining("403")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void missingBucketIsNoMissingObject() {
    try (ObjectStore wrong =
        new S3ObjectStore(settings("nobodys-bucket", server.secretKey(), server.endpoint()))) {
      assertThatThrownBy(wrong::check)
          .isInstanceOf(ObjectStoreException.class)
          .hasMessageContaining("NoSuchBucket")
          .hasMessageContaining("s3://nobodys-bucket/");
    }
  }

  @Test
  void serverThatIsAwayIsToBeTriedAgain() {
    URI nobody = URI.create("http://127.0.0.1:" + io.acequia.local.process.FreePorts.next());
    try (ObjectStore away =
        new S3ObjectStore(settings(ObjectServer.BUCKET, server.secretKey(), nobody))) {
      assertThatThrownBy(() -> away.head("a"))
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              e -> assertThat(e.disposition()).isEqualTo(Disposition.RETRY))
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void completedUploadMayBeCompletedAgainOrIsGone() throws Exception {
    Upload upload = store.begin("again", "text/plain");
    String part = store.uploadPart(upload, 1, ByteBuffer.wrap(new byte[10]));
    assertThat(store.complete(upload, java.util.List.of(part), absent())).isPresent();
    try {
      assertThat(store.complete(upload, java.util.List.of(part), absent())).isPresent();
    } catch (NoSuchUploadException e) {
      assertThat(store.head("again")).isPresent();
    }
  }

  private static io.acequia.object.store.Condition absent() {
    return io.acequia.object.store.Condition.absent();
  }

  @Test
  void serverWithoutTagsSaysSo() {
    assertThatThrownBy(() -> store.tag("a", Map.of("k", "v")))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("501");
  }
}
