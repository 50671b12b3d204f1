package io.acequia.elasticsearch.sink;

import io.acequia.local.process.SearchRelease;

class Elasticsearch8IT extends ElasticsearchContract {
  Elasticsearch8IT() {
    super(SearchRelease.ELASTICSEARCH_8, SharedElasticsearch.server());
  }
}
