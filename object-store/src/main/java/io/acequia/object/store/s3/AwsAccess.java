package io.acequia.object.store.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** How the SDK's clients connect and log in, those of S3 and those of what is used beside it. */
public final class AwsAccess {
  private AwsAccess() {}

  /** A client of HTTP with the settings' timeouts. */
  public static SdkHttpClient http(S3Settings settings) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(settings.connectTimeout())
        .socketTimeout(settings.socketTimeout())
        .build();
  }

  /** The settings' login, or the role that it assumes. */
  public static AwsCredentialsProvider credentials(S3Settings settings) {
    AwsCredentialsProvider own = own(settings);
    S3Settings.Role role = settings.role();
    if (role == null) {
      return own;
    }
    StsClientBuilder sts =
        StsClient.builder()
            .httpClient(http(settings))
            .region(Region.of(settings.region()))
            .credentialsProvider(own)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (role.endpoint() != null) {
      sts.endpointOverride(role.endpoint());
    }
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts.build())
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
