package io.acequia.elasticsearch.sink;

import io.acequia.local.process.SearchRelease;

class OpenSearch1IT extends OpenSearchContract {
  OpenSearch1IT() {
    super(SearchRelease.OPENSEARCH_1);
  }
}
