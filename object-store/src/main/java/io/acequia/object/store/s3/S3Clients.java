package io.acequia.object.store.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Makes the SDK's client of some settings; it repeats nothing by itself. */
final class S3Clients {
  private S3Clients() {}

  static S3Client of(S3Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http(settings))
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            // Newer checksums travel in trailers that many compatible servers do not understand.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                s -> s.pathStyleAccessEnabled(settings.pathStyle()).chunkedEncodingEnabled(false));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private static SdkHttpClient http(S3Settings settings) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(settings.connectTimeout())
        .socketTimeout(settings.socketTimeout())
        .build();
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    AwsCredentialsProvider own = own(settings);
    S3Settings.Role role = settings.role();
    if (role == null) {
      return own;
    }
    StsClient sts =
        StsClient.builder()
            .httpClient(http(settings))
            .region(Region.of(settings.region()))
            .credentialsProvider(own)
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(
            r ->
                r.roleArn(role.arn()).externalId(role.externalId()).roleSessionName(role.session()))
        .build();
  }

  private static AwsCredentialsProvider own(S3Settings settings) {
    S3Settings.Login login = settings.login();
    if (login == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        login.token() == null
            ? AwsBasicCredentials.create(login.id(), login.secret())
            : AwsSessionCredentials.create(login.id(), login.secret(), login.token()));
  }
}
