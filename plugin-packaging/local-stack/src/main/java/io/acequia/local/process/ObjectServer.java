package io.acequia.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of S3 on the loopback address: S3Proxy over a folder, with one login whose secret is
 * random, and one bucket.
 */
public final class ObjectServer implements LocalServer {
  /** The bucket that is there from the beginning. */
  public static final String BUCKET = "acequia";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final String NAME = "objects";
  private static final String ACCESS_KEY = "acequia";

  private final Builder settings;
  private final int port;
  private final ChildProcess process;

  private ObjectServer(Builder settings) {
    this.settings = settings;
    this.port = settings.choosePort();
    this.process = settings.process(NAME, "TERM", Map.of());
  }

  /**
   * @param folder keeps its objects, secret and log; created if absent
   */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Where it answers, with the bucket in the path. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SecretFile.read(secretFile());
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public ObjectServer start() {
    Path file = settings.folder().resolve(NAME + ".properties");
    if (!process.alive()) {
      PropertiesFile.write(file, properties());
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + settings.heap,
            "-jar",
            jar().toString(),
            "--properties",
            file.toString());
    process.start(command, START_TIMEOUT, this::answers);
    return this;
  }

  private Map<String, String> properties() {
    Path data = settings.folder().resolve(NAME + "-data");
    // To this server a folder is a bucket.
    ServerBuilder.created(data.resolve(BUCKET));
    Map<String, String> all = new LinkedHashMap<>();
    all.put("s3proxy.endpoint", endpoint().toString());
    all.put("s3proxy.authorization", "aws-v4");
    all.put("s3proxy.identity", ACCESS_KEY);
    all.put("s3proxy.credential", secretKey());
    // A part of an upload, as S3 allows it to be signed.
    all.put("s3proxy.v4-max-non-chunked-request-size", Integer.toString(128 << 20));
    all.put("jclouds.provider", "filesystem-nio2");
    all.put("jclouds.filesystem.basedir", data.toString());
    return all;
  }

  private static Path jar() {
    Path jar = ProjectRoot.path().resolve("plugin-packaging/objects-runtime/target/s3proxy.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing; `mvn -pl plugin-packaging/objects-runtime package` makes it");
    }
    return jar;
  }

  /** Whoever has no login is refused, by a server that runs. */
  private boolean answers() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint().toURL().openConnection();
    connection.setConnectTimeout(1_000);
    connection.setReadTimeout(5_000);
    try {
      return connection.getResponseCode() > 0;
    } finally {
      connection.disconnect();
    }
  }

  private Path secretFile() {
    return settings.folder().resolve(NAME + "-secret");
  }

  /** Settings of an {@link ObjectServer}; each has a default. */
  public static final class Builder extends ServerBuilder<Builder> {
    private String heap = "256m";

    private Builder(Path folder) {
      super(folder);
    }

    /** Default {@code 256m}. */
    public Builder heap(String value) {
      heap = value;
      return this;
    }

    public ObjectServer build() {
      ObjectServer server = new ObjectServer(this);
      if (!Files.exists(server.secretFile())) {
        SecretFile.create(server.secretFile());
      }
      return server;
    }
  }
}
