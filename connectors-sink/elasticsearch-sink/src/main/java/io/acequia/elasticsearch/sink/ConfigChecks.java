package io.acequia.elasticsearch.sink;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.elasticsearch.sink.client.ConnectionCheck;
import io.acequia.elasticsearch.sink.index.TargetKind;
import io.acequia.elasticsearch.sink.mapping.IdMode;
import io.acequia.elasticsearch.sink.mapping.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What no single key's validator can see: keys that contradict each other, and whether the cluster
 * can be reached with all of them.
 */
final class ConfigChecks {
  private final ConfigProblems problems;

  ConfigChecks(ConfigProblems problems) {
    this.problems = problems;
  }

  /** Adds what is wrong; looks at the cluster only if nothing else is. */
  void check(Map<String, String> properties) {
    if (!problems.none()) {
      return;
    }
    ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(properties);
    checkUrls(config);
    checkLogin(config);
    checkTls(config);
    checkDocuments(config);
    checkDeletes(config);
    if (problems.none() && config.validatesConnection()) {
      checkConnection(config);
    }
  }

  private void checkUrls(ElasticsearchSinkConfig config) {
    List<java.net.URI> urls = config.cluster().urls();
    if (urls.isEmpty()) {
      problems.add(ConnectionKeys.URLS, "names no node");
    } else if (urls.stream().map(java.net.URI::getScheme).distinct().count() > 1) {
      problems.add(ConnectionKeys.URLS, "mixes http and https");
    } else if (urls.stream().map(java.net.URI::getPath).distinct().count() > 1) {
      problems.add(ConnectionKeys.URLS, "has addresses with different paths");
    }
  }

  private void checkLogin(ElasticsearchSinkConfig config) {
    String user = config.getString(ConnectionKeys.USER);
    String region = config.getString(ConnectionKeys.AWS_REGION);
    String apiKey = ConnectionKeys.secret(config, ConnectionKeys.API_KEY);
    String token = ConnectionKeys.secret(config, ConnectionKeys.BEARER_TOKEN);
    if (Stream.of(user, region, apiKey, token).filter(Objects::nonNull).count() > 1) {
      problems.add(
          user != null
              ? ConnectionKeys.USER
              : apiKey != null ? ConnectionKeys.API_KEY : ConnectionKeys.BEARER_TOKEN,
          "one way to log in is enough: user, API key, bearer token or AWS");
    }
    if ((user == null) != (ConnectionKeys.secret(config, ConnectionKeys.PASSWORD) == null)) {
      problems.add(
          user == null ? ConnectionKeys.USER : ConnectionKeys.PASSWORD,
          "user and password go together");
    }
    boolean keys =
        config.getString(ConnectionKeys.AWS_ACCESS_KEY) != null
            && ConnectionKeys.secret(config, ConnectionKeys.AWS_SECRET_KEY) != null;
    if (region != null && !keys) {
      problems.add(ConnectionKeys.AWS_ACCESS_KEY, "is needed to sign requests, with its secret");
    }
  }

  private void checkTls(ElasticsearchSinkConfig config) {
    boolean both =
        config.getString(ConnectionKeys.CA_FILE) != null
            && config.getString(ConnectionKeys.TRUSTSTORE) != null;
    if (both) {
      problems.add(ConnectionKeys.CA_FILE, "and a trust store exclude each other");
    }
  }

  private void checkDocuments(ElasticsearchSinkConfig config) {
    IdMode ids = config.idMode();
    WriteMode mode = config.writeMode();
    if (ids == IdMode.NONE && (mode == WriteMode.UPDATE || mode == WriteMode.UPSERT)) {
      problems.add(
          ElasticsearchSinkConfig.ID_MODE, "update and upsert need an id that a record tells");
    }
    if (ids == IdMode.RECORD_VALUE && config.idFields().isEmpty()) {
      problems.add(
          ElasticsearchSinkConfig.ID_FIELDS, "names the id's fields: record-value needs it");
    }
    boolean named = ids == IdMode.RECORD_VALUE || ids == IdMode.RECORD_KEY;
    if (!named && !config.idFields().isEmpty()) {
      problems.add(ElasticsearchSinkConfig.ID_FIELDS, "is for record-key and record-value only");
    }
    if (config.target() == TargetKind.DATA_STREAM && mode != WriteMode.CREATE) {
      problems.add(
          ElasticsearchSinkConfig.WRITE_MODE, "a data stream takes creations only: create");
    }
    if (config.versionMode() == VersionMode.OFFSET
        && (mode != WriteMode.INDEX || ids == IdMode.NONE)) {
      problems.add(
          ElasticsearchSinkConfig.VERSION_MODE,
          "offset needs elasticsearch.write.mode=index, and an id");
    }
  }

  private void checkDeletes(ElasticsearchSinkConfig config) {
    if (config.deletes()
        && (config.idMode() != IdMode.RECORD_KEY || config.writeMode() == WriteMode.CREATE)) {
      problems.add(
          ElasticsearchSinkConfig.DELETE_ENABLED,
          "deleting needs elasticsearch.id.mode=record-key and index, update or upsert");
    }
  }

  private void checkConnection(ElasticsearchSinkConfig config) {
    ConnectionCheck.Problem problem = ConnectionCheck.run(config.cluster());
    if (problem == null) {
      return;
    }
    boolean tlsFiles =
        problem.stage() == ConnectionCheck.Stage.TLS
            && config.getString(ConnectionKeys.CA_FILE) != null;
    problems.add(tlsFiles ? ConnectionKeys.CA_FILE : ConnectionKeys.URLS, problem.message());
  }
}
