package io.acequia.elasticsearch.sink;

import io.acequia.local.process.SearchRelease;

class Elasticsearch9IT extends ElasticsearchContract {
  Elasticsearch9IT() {
    super(SearchRelease.ELASTICSEARCH_9, null);
  }
}
