package io.acequia.elasticsearch.sink.client;

/** A successful answer. */
public final class Answer {
  private final int status;
  private final byte[] body;
  private final boolean fromElasticsearch;

  Answer(int status, byte[] body, boolean fromElasticsearch) {
    this.status = status;
    this.body = body;
    this.fromElasticsearch = fromElasticsearch;
  }

  public int status() {
    return status;
  }

  /** The body itself, which nobody changes; empty if there was none. */
  public byte[] body() {
    return body;
  }

  /** Whether it says that Elasticsearch answers, as 7.14 and later do with every answer. */
  boolean isFromElasticsearch() {
    return fromElasticsearch;
  }
}
