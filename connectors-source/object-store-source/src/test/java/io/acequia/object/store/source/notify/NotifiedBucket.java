package io.acequia.object.store.source.notify;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.config.StoreOptions;
import io.acequia.object.store.s3.AwsAccess;
import io.acequia.object.store.s3.S3Settings;
import io.acequia.testkit.AwsServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A bucket that tells a queue of its objects, on a server that all tests of a JVM share. */
public final class NotifiedBucket {

  private static AwsServer server;

  private final String name = "b" + UUID.randomUUID();
  private final S3Client s3;
  private final SqsClient sqs;

  /** How events get into the queue. */
  public enum Way {
    QUEUE,
    TOPIC,
    EVENT_BRIDGE
  }

  private NotifiedBucket() {
    S3Settings settings = options().settings();
    s3 =
        S3Client.builder()
            .httpClient(AwsAccess.http(settings))
            .region(Region.of(AwsServer.REGION))
            .credentialsProvider(AwsAccess.credentials(settings))
            .endpointOverride(server.endpoint())
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build();
    sqs =
        SqsClient.builder()
            .httpClient(AwsAccess.http(settings))
            .region(Region.of(AwsServer.REGION))
            .credentialsProvider(AwsAccess.credentials(settings))
            .endpointOverride(server.endpoint())
            .build();
  }

  /** Makes bucket and queue, which are both new. */
  public static NotifiedBucket create(Way... ways) throws IOException, InterruptedException {
    startServer();
    NotifiedBucket bucket = new NotifiedBucket();
    bucket.s3.createBucket(r -> r.bucket(bucket.name));
    bucket.sqs.createQueue(r -> r.queueName(bucket.name));
    bucket.wire(List.of(ways));
    return bucket;
  }

  private static synchronized void startServer() throws IOException, InterruptedException {
    if (server == null) {
      server = AwsServer.start();
    }
  }

  private void wire(List<Way> ways) throws IOException, InterruptedException {
    String queue = AwsServer.arn("sqs", name);
    NotificationConfiguration.Builder wiring = NotificationConfiguration.builder();
    if (ways.contains(Way.QUEUE)) {
      wiring.queueConfigurations(
          QueueConfiguration.builder().queueArn(queue).events(Event.S3_OBJECT_CREATED).build());
    }
    if (ways.contains(Way.TOPIC)) {
      String topic = AwsServer.arn("sns", name);
      server.call("sns", "CreateTopic", "Name", name);
      server.call("sns", "Subscribe", "TopicArn", topic, "Protocol", "sqs", "Endpoint", queue);
      wiring.topicConfigurations(
          TopicConfiguration.builder().topicArn(topic).events(Event.S3_OBJECT_CREATED).build());
    }
    if (ways.contains(Way.EVENT_BRIDGE)) {
      server.callJson(
          "events",
          "AWSEvents.PutRule",
          """
          {"Name": "%s", "EventPattern":
           "{\\"source\\": [\\"aws.s3\\"], \\"detail\\": {\\"bucket\\": {\\"name\\": [\\"%s\\"]}}}"}"""
              .formatted(name, name));
      server.callJson(
          "events",
          "AWSEvents.PutTargets",
          "{\"Rule\": \"%s\", \"Targets\": [{\"Id\": \"1\", \"Arn\": \"%s\"}]}"
              .formatted(name, queue));
      wiring.eventBridgeConfiguration(e -> {});
    }
    s3.putBucketNotificationConfiguration(
        r -> r.bucket(name).notificationConfiguration(wiring.build()));
  }

  public String name() {
    return name;
  }

  /** A connector that reads what is below {@code in/}. */
  public Map<String, String> config(String... more) {
    Map<String, String> config = new HashMap<>();
    config.put("objects.url", "s3://" + name + "/in");
    config.put("objects.endpoint", server.endpoint().toString());
    config.put("objects.path.style.enabled", "true");
    config.put("objects.access.key.id", "test");
    config.put("objects.secret.access.key", "test");
    config.put("objects.topic", "t");
    config.put("objects.notification.queue.url", server.queueUrl(name));
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return config;
  }

  private StoreOptions options() {
    ConfigDef def = new ConfigDef();
    StoreOptions.addTo(def);
    return StoreOptions.from(new AbstractConfig(def, config()) {});
  }

  ObjectStore store() {
    return options().open();
  }

  SqsQueue queue() {
    return new SqsQueue(URI.create(server.queueUrl(name)), options().settings());
  }

  public void put(String key, String content) {
    s3.putObject(r -> r.bucket(name).key(key), RequestBody.fromString(content));
  }

  public void delete(String key) {
    s3.deleteObject(r -> r.bucket(name).key(key));
  }

  /** The keys of all objects. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(name)).contents().forEach(o -> keys.add(o.key()));
    return keys;
  }

  /** An object's tags, as {@code name=value}. */
  public List<String> tags(String key) {
    return s3.getObjectTagging(r -> r.bucket(name).key(key)).tagSet().stream()
        .map(tag -> tag.key() + "=" + tag.value())
        .toList();
  }

  public void send(String body) {
    sqs.sendMessage(r -> r.queueUrl(server.queueUrl(name)).messageBody(body));
  }

  /** What S3 would say of that object. */
  public String event(String what, String key) {
    return """
    {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "%s",
      "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}]}"""
        .formatted(what, name, key);
  }

  /** Messages that anybody may receive. */
  public long visible() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** Messages that somebody has received and not deleted. */
  public long held() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private long count(QueueAttributeName which) {
    return Long.parseLong(
        sqs.getQueueAttributes(r -> r.queueUrl(server.queueUrl(name)).attributeNames(which))
            .attributes()
            .get(which));
  }
}
