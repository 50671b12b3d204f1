package io.acequia.object.store.s3;

import io.acequia.object.store.Condition;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Response;

/**
 * Conditions and versions as the server understands them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">S3's
 *     conditional writes</a>
 * @see <a href="https://cloud.google.com/storage/docs/xml-api/reference-headers">Google Cloud
 *     Storage's headers</a>
 */
record S3Conditions(S3Settings.Dialect dialect) {
  private static final String GENERATION = "x-goog-generation";
  private static final String IF_GENERATION = "x-goog-if-generation-match";
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  void onPut(PutObjectRequest.Builder request, Condition condition) {
    if (dialect == S3Settings.Dialect.GCS) {
      String generation = generation(condition);
      if (generation != null) {
        request.overrideConfiguration(header(generation));
      }
    } else if (condition.isAbsent()) {
      request.ifNoneMatch("*");
    } else if (condition.version() != null) {
      request.ifMatch(condition.version());
    }
  }

  void onComplete(CompleteMultipartUploadRequest.Builder request, Condition condition) {
    if (dialect == S3Settings.Dialect.GCS) {
      String generation = generation(condition);
      if (generation != null) {
        request.overrideConfiguration(header(generation));
      }
    } else if (condition.isAbsent()) {
      request.ifNoneMatch("*");
    } else if (condition.version() != null) {
      request.ifMatch(condition.version());
    }
  }

  void onGet(GetObjectRequest.Builder request, @Nullable String version) {
    if (version == null) {
      return;
    }
    // A listing tells entity tags, not generations.
    if (dialect == S3Settings.Dialect.GCS && NUMBER.matcher(version).matches()) {
      request.overrideConfiguration(header(version));
    } else {
      request.ifMatch(version);
    }
  }

  /** The version that an answer tells. */
  String version(S3Response response, String entityTag) {
    return dialect == S3Settings.Dialect.GCS
        ? response.sdkHttpResponse().firstMatchingHeader(GENERATION).orElse(entityTag)
        : entityTag;
  }

  private static @Nullable String generation(Condition condition) {
    return condition.isAbsent() ? "0" : condition.version();
  }

  private static AwsRequestOverrideConfiguration header(String generation) {
    return AwsRequestOverrideConfiguration.builder().putHeader(IF_GENERATION, generation).build();
  }
}
