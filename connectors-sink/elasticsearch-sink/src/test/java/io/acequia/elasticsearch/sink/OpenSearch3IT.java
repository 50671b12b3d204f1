package io.acequia.elasticsearch.sink;

import io.acequia.local.process.SearchRelease;

class OpenSearch3IT extends OpenSearchContract {
  OpenSearch3IT() {
    super(SearchRelease.OPENSEARCH_3);
  }
}
