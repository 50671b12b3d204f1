package io.acequia.elasticsearch.sink;

/** What Amazon calls the two kinds of OpenSearch that it runs. */
enum AwsService {
  /** A domain. */
  ES,
  /** A serverless collection. */
  AOSS
}
