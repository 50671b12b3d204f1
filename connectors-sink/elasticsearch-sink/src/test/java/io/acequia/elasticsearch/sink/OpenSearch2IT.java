package io.acequia.elasticsearch.sink;

import io.acequia.local.process.SearchRelease;

class OpenSearch2IT extends OpenSearchContract {
  OpenSearch2IT() {
    super(SearchRelease.OPENSEARCH_2);
  }
}
