package io.acequia.object.store.s3;

import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.Upload;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** A bucket of S3, of a server that speaks S3, or of Google Cloud Storage by its XML API. */
public final class S3ObjectStore implements ObjectStore {
  private static final int MIN_PART = 5 << 20;

  private final S3Settings settings;
  private final S3Client client;
  private final S3Conditions conditions;
  private volatile boolean settled;

  public S3ObjectStore(S3Settings settings) {
    this.settings = settings;
    this.client = S3Clients.of(settings);
    this.conditions = new S3Conditions(settings.dialect());
  }

  @Override
  public String location() {
    return (settings.dialect() == S3Settings.Dialect.GCS ? "gs://" : "s3://")
        + settings.bucket()
        + "/";
  }

  @Override
  public int minPartBytes() {
    return MIN_PART;
  }

  @Override
  public Iterable<List<StoredObject>> list(String prefix, String startAfter) {
    return S3Pages.of(
        client.listObjectsV2Paginator(
            r ->
                r.bucket(settings.bucket())
                    .prefix(prefix)
                    .startAfter(startAfter.isEmpty() ? null : startAfter)),
        page -> page.contents().stream().map(S3ObjectStore::listed).toList(),
        e -> translate("listing of", prefix, e));
  }

  private static StoredObject listed(S3Object object) {
    return new StoredObject(object.key(), object.size(), object.lastModified(), object.eTag());
  }

  @Override
  public Optional<StoredObject> head(String key) throws ObjectStoreException {
    try {
      HeadObjectResponse head = client.headObject(r -> r.bucket(settings.bucket()).key(key));
      settled = true;
      return Optional.of(
          new StoredObject(
              key,
              head.contentLength(),
              head.lastModified(),
              conditions.version(head, head.eTag())));
    } catch (SdkException e) {
      if (AwsErrors.isNotFound(e)) {
        return Optional.empty();
      }
      throw translate("HEAD of", key, e);
    }
  }

  @Override
  public InputStream read(String key, long offset, long length, @Nullable String version)
      throws ObjectStoreException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(settings.bucket());
    request.key(key);
    if (offset > 0 || length > 0) {
      request.range("bytes=" + offset + "-" + (length < 0 ? "" : offset + length - 1));
    }
    conditions.onGet(request, version);
    try {
      return client.getObject(request.build());
    } catch (SdkException e) {
      if (AwsErrors.isBeyondTheEnd(e)) {
        return InputStream.nullInputStream();
      }
      throw translate("GET of", key, e);
    }
  }

  @Override
  public Optional<String> put(
      String key, ByteBuffer content, String contentType, Condition condition)
      throws ObjectStoreException {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(settings.bucket()).key(key).contentType(contentType);
    conditions.onPut(request, condition);
    return conditionally(
        condition,
        "PUT of",
        key,
        () -> {
          PutObjectResponse answer =
              client.putObject(request.build(), RemainingBytes.of(content, contentType));
          return conditions.version(answer, answer.eTag());
        });
  }

  @Override
  public Upload begin(String key, String contentType) throws ObjectStoreException {
    return call(
        "beginning the upload of",
        key,
        () ->
            new Upload(
                key,
                client
                    .createMultipartUpload(
                        r -> r.bucket(settings.bucket()).key(key).contentType(contentType))
                    .uploadId()));
  }

  @Override
  public String uploadPart(Upload upload, int number, ByteBuffer content)
      throws ObjectStoreException {
    return call(
        "uploading part " + number + " of",
        upload.key(),
        () ->
            client
                .uploadPart(
                    r ->
                        r.bucket(settings.bucket())
                            .key(upload.key())
                            .uploadId(upload.id())
                            .partNumber(number),
                    RemainingBytes.of(content, "application/octet-stream"))
                .eTag());
  }

  @Override
  public Optional<String> complete(Upload upload, List<String> parts, Condition condition)
      throws ObjectStoreException {
    List<CompletedPart> completed = new ArrayList<>();
    for (String part : parts) {
      completed.add(CompletedPart.builder().partNumber(completed.size() + 1).eTag(part).build());
    }
    CompleteMultipartUploadRequest.Builder request =
        CompleteMultipartUploadRequest.builder().bucket(settings.bucket());
    request.key(upload.key()).uploadId(upload.id()).multipartUpload(m -> m.parts(completed));
    conditions.onComplete(request, condition);
    return conditionally(
        condition,
        "completing the upload of",
        upload.key(),
        () -> {
          CompleteMultipartUploadResponse answer = client.completeMultipartUpload(request.build());
          return conditions.version(answer, answer.eTag());
        });
  }

  @Override
  public void abort(Upload upload) throws ObjectStoreException {
    try {
      client.abortMultipartUpload(
          r -> r.bucket(settings.bucket()).key(upload.key()).uploadId(upload.id()));
    } catch (SdkException e) {
      if (!AwsErrors.isNotFound(e)) {
        throw translate("aborting the upload of", upload.key(), e);
      }
    }
  }

  @Override
  public Iterable<List<Upload>> unfinished(String prefix) {
    return S3Pages.of(
        client.listMultipartUploadsPaginator(r -> r.bucket(settings.bucket()).prefix(prefix)),
        page -> page.uploads().stream().map(u -> new Upload(u.key(), u.uploadId())).toList(),
        e -> translate("listing the unfinished uploads of", prefix, e));
  }

  @Override
  public void delete(String key) throws ObjectStoreException {
    call("DELETE of", key, () -> client.deleteObject(r -> r.bucket(settings.bucket()).key(key)));
  }

  @Override
  public void copy(String from, String to) throws ObjectStoreException {
    call(
        "copying",
        from,
        () ->
            client.copyObject(
                r ->
                    r.sourceBucket(settings.bucket())
                        .sourceKey(from)
                        .destinationBucket(settings.bucket())
                        .destinationKey(to)));
  }

  @Override
  public void tag(String key, Map<String, String> tags) throws ObjectStoreException {
    List<Tag> set =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    call(
        "tagging",
        key,
        () ->
            client.putObjectTagging(
                r -> r.bucket(settings.bucket()).key(key).tagging(t -> t.tagSet(set))));
  }

  @Override
  public void check() throws ObjectStoreException {
    call(
        "listing of",
        "",
        () -> client.listObjectsV2(r -> r.bucket(settings.bucket()).maxKeys(1)).keyCount());
  }

  private Optional<String> conditionally(
      Condition condition, String call, String key, Supplier<String> write)
      throws ObjectStoreException {
    try {
      String version = write.get();
      settled = true;
      return Optional.of(version);
    } catch (SdkException e) {
      boolean asked = condition.isAbsent() || condition.version() != null;
      if (asked && AwsErrors.isConditionNotMet(e)) {
        return Optional.empty();
      }
      throw translate(call, key, e);
    }
  }

  private <T> T call(String call, String key, Supplier<T> request) throws ObjectStoreException {
    try {
      T answer = request.get();
      settled = true;
      return answer;
    } catch (SdkException e) {
      throw translate(call, key, e);
    }
  }

  private ObjectStoreException translate(String call, String key, SdkException error) {
    return AwsErrors.translate(call + " " + location() + key, error, settled);
  }

  @Override
  public void close() {
    client.close();
  }
}
