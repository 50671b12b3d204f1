package io.acequia.object.store.source.notify;

import io.acequia.commons.error.Disposition;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.s3.AwsAccess;
import io.acequia.object.store.s3.AwsErrors;
import io.acequia.object.store.s3.S3Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of SQS. Every call is one attempt: nothing is repeated here. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference">SQS' API</a>
 */
public final class SqsQueue implements AutoCloseable {

  /** How many messages a call may name at most. */
  static final int BATCH = 10;

  private static final Pattern AMAZONS =
      Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");

  private final String url;
  private final SqsClient client;
  private volatile boolean settled;

  /** A message; who has its receipt may extend its time and delete it. */
  record Message(String id, String receipt, String body) {}

  /**
   * @param url the queue's, whose host is the server that is asked
   * @param settings of the bucket that the queue tells of: login, timeouts, and the region where
   *     the queue's host is none of Amazon's
   */
  public SqsQueue(URI url, S3Settings settings) {
    this.url = url.toString();
    Matcher host = AMAZONS.matcher(String.valueOf(url.getHost()));
    this.client =
        SqsClient.builder()
            .httpClient(AwsAccess.http(settings))
            .region(Region.of(host.matches() ? host.group(1) : settings.region()))
            .credentialsProvider(AwsAccess.credentials(settings))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .endpointOverride(URI.create(url.getScheme() + "://" + url.getRawAuthority()))
            .build();
  }

  /** Whether the queue can be reached and is there, said by what it throws. */
  public void check() throws ObjectStoreException {
    call(
        "asking for",
        () ->
            client.getQueueAttributes(
                r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN)));
  }

  /**
   * Up to ten messages, which nobody else gets for this time.
   *
   * @param wait for a first one, at most; in whole seconds, as {@code visibility} is
   */
  List<Message> receive(Duration wait, Duration visibility) throws ObjectStoreException {
    return call(
        "receiving from",
        () ->
            client
                .receiveMessage(
                    r ->
                        r.queueUrl(url)
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds((int) wait.toSeconds())
                            .visibilityTimeout((int) visibility.toSeconds()))
                .messages()
                .stream()
                .map(m -> new Message(m.messageId(), m.receiptHandle(), m.body()))
                .toList());
  }

  /**
   * Deletes up to ten messages; of one that somebody else has received since, nothing is said.
   *
   * @param receipts of the messages
   */
  void delete(List<String> receipts) throws ObjectStoreException {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String receipt : receipts) {
      String id = Integer.toString(entries.size());
      entries.add(DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receipt).build());
    }
    refused(
        "deleting from",
        call(
            "deleting from",
            () -> client.deleteMessageBatch(r -> r.queueUrl(url).entries(entries)).failed()));
  }

  /**
   * Sets how long up to ten messages are nobody else's, from now.
   *
   * @param limit of the whole call
   * @return the places in {@code receipts} of messages that are no longer ours
   */
  List<Integer> setVisibility(List<String> receipts, Duration visibility, Duration limit)
      throws ObjectStoreException {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (String receipt : receipts) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(receipt)
              .visibilityTimeout((int) visibility.toSeconds())
              .build());
    }
    return refused(
        "keeping messages of",
        call(
            "keeping messages of",
            () ->
                client
                    .changeMessageVisibilityBatch(
                        r ->
                            r.queueUrl(url)
                                .entries(entries)
                                .overrideConfiguration(o -> o.apiCallTimeout(limit)))
                    .failed()));
  }

  /** A part that failed by the queue's fault fails the call, which may be repeated as a whole. */
  private List<Integer> refused(String call, List<BatchResultErrorEntry> failed)
      throws ObjectStoreException {
    List<Integer> places = new ArrayList<>();
    for (BatchResultErrorEntry entry : failed) {
      if (!entry.senderFault()) {
        throw new ObjectStoreException(
            "%s %s failed: %s".formatted(call, url, entry.code()), Disposition.RETRY, 500, null);
      }
      places.add(Integer.valueOf(entry.id()));
    }
    return places;
  }

  private <T> T call(String call, Supplier<T> request) throws ObjectStoreException {
    try {
      T answer = request.get();
      settled = true;
      return answer;
    } catch (SdkException e) {
      throw AwsErrors.translate(call + " " + url, e, settled);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
