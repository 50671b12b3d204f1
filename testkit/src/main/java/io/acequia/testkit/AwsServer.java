package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Await;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of S3, SQS, SNS, EventBridge, IAM and STS on the loopback address: moto, as a process of
 * its own. It keeps everything in memory, delivers the notifications of its buckets, and takes any
 * login until it is asked to check them.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server</a>
 */
public final class AwsServer implements AutoCloseable {

  /** The one that everything belongs to. */
  public static final String ACCOUNT = "123456789012";

  public static final String REGION = "us-east-1";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String[] PACKAGES = {
    "moto==5.2.5",
    "boto3==1.44.5",
    "botocore==1.44.5",
    "cryptography==50.0.2",
    "flask==3.1.3",
    "flask-cors==6.0.5",
    "jinja2==3.1.6",
    "py-partiql-parser==0.6.3",
    "PyYAML==6.0.3",
    "requests==2.34.2",
    "responses==0.26.3",
    "werkzeug==3.1.9",
    "xmltodict==1.0.4"
  };

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = FreePorts.next();
  private final Process process;

  private AwsServer(PythonPackages packages, Path log) throws IOException {
    ProcessBuilder builder =
        packages.program(
            List.of("-m", "moto.server", "-H", "127.0.0.1", "-p", Integer.toString(port)));
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "aws-reaper"));
  }

  /** Starts a server, which is installed first if it is not there; see {@link PythonPackages}. */
  public static AwsServer start() throws IOException, InterruptedException {
    PythonPackages packages =
        PythonPackages.in(ProjectRoot.path().resolve("testkit/target/aws-server"), PACKAGES);
    Path folder = Files.createDirectories(Path.of("target").toAbsolutePath());
    Path log = Files.createTempFile(folder, "aws-server", ".log");
    AwsServer server = new AwsServer(packages, log);
    Await.until(
        "moto, which logs to " + log,
        PATIENCE,
        () -> server.send(HttpRequest.newBuilder(server.endpoint().resolve("/moto-api/"))) != null);
    return server;
  }

  /** Where all of it answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The URL of a queue of that name. */
  public String queueUrl(String name) {
    return endpoint() + "/" + ACCOUNT + "/" + name;
  }

  /** The name of something everywhere, such as {@code arn("sqs", "queue")}. */
  public static String arn(String service, String name) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, name);
  }

  /**
   * Calls a service that takes forms.
   *
   * @param fields names and values in turn
   * @return the answer's XML
   */
  public String call(String service, String action, String... fields)
      throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of("Action", action), Stream.of(fields))
            .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
            .toArray(String[]::new);
    String form =
        Stream.iterate(0, i -> i < all.length, i -> i + 2)
            .map(i -> all[i] + "=" + all[i + 1])
            .collect(Collectors.joining("&"));
    return post(service, form, "Content-Type", "application/x-www-form-urlencoded");
  }

  /**
   * Calls a service that takes JSON.
   *
   * @param target such as {@code AWSEvents.PutRule}
   */
  public String callJson(String service, String target, String body)
      throws IOException, InterruptedException {
    return post(
        service, body, "Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
  }

  /** Whether logins, signatures and policies are looked at; at first they are not. */
  public void checkLogins(boolean check) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint().resolve("/moto-api/reset-auth"))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(check ? "0" : "inf"));
    assertThat(send(request)).contains("ok");
  }

  private String post(String service, String body, String... headers)
      throws IOException, InterruptedException {
    String login =
        "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host,"
            + " Signature=none";
    return send(
        HttpRequest.newBuilder(endpoint())
            .headers(headers)
            .header("Authorization", login.formatted(REGION, service))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
