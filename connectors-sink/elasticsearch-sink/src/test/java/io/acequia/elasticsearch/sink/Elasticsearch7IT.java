package io.acequia.elasticsearch.sink;

import io.acequia.local.process.SearchRelease;

class Elasticsearch7IT extends ElasticsearchContract {
  Elasticsearch7IT() {
    super(SearchRelease.ELASTICSEARCH_7, null);
  }
}
