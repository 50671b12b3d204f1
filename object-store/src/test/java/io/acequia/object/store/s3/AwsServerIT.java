package io.acequia.object.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.error.Disposition;
import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.config.StoreOptions;
import io.acequia.testkit.AwsServer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3Proxy has not: tags, and roles that are assumed. */
class AwsServerIT {
  private static final String POLICY =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}""";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement":
       [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}""";

  private static AwsServer server;
  private static S3Client client;
  private static ObjectStore store;

  @BeforeAll
  static void startServer() throws Exception {
    server = AwsServer.start();
    StoreOptions options = options("test", "test");
    client = S3Clients.of(options.settings());
    client.createBucket(r -> r.bucket("flights"));
    store = options.open();
  }

  @AfterAll
  static void stopServer() {
    if (store != null) {
      client.close();
      store.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void takeAnyLogin() throws Exception {
    server.checkLogins(false);
  }

  private static StoreOptions options(String id, String secret, String... more) {
    Map<String, String> config = new HashMap<>();
    config.put("objects.url", "s3://flights");
    config.put("objects.endpoint", server.endpoint().toString());
    config.put("objects.path.style.enabled", "true");
    config.put("objects.access.key.id", id);
    config.put("objects.secret.access.key", secret);
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    ConfigDef def = new ConfigDef();
    StoreOptions.addTo(def);
    return StoreOptions.from(new AbstractConfig(def, config) {});
  }

  @Test
  void replacesTags() throws Exception {
    String key = "tags/a b+c~é.txt";
    put(store, key);
    store.tag(key, Map.of("a", "1", "b", "2"));
    store.tag(key, Map.of("acequia", "read"));
    assertThat(client.getObjectTagging(r -> r.bucket("flights").key(key)).tagSet())
        .singleElement()
        .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("acequia=read"));
  }

  @Test
  void roleMayWhatItsLoginMayNot() throws Exception {
    server.call("iam", "CreateUser", "UserName", "poor");
    String keys = server.call("iam", "CreateAccessKey", "UserName", "poor");
    allow("PutUserPolicy", "UserName", "poor", "sts:AssumeRole");
    server.call("iam", "CreateRole", "RoleName", "rich", "AssumeRolePolicyDocument", TRUST);
    allow("PutRolePolicy", "RoleName", "rich", "s3:*");
    String id = element(keys, "AccessKeyId");
    String secret = element(keys, "SecretAccessKey");
    server.checkLogins(true);
    try (ObjectStore poor = options(id, secret).open();
        ObjectStore rich = options(id, secret, role("rich")).open();
        ObjectStore nobody = options(id, "hunter2", role("rich")).open()) {
      assertThatThrownBy(poor::check).hasMessageContaining("AccessDenied");
      rich.check();
      put(rich, "role/a b+c~é.txt");
      assertThat(rich.head("role/a b+c~é.txt")).isPresent();
      assertThatThrownBy(nobody::check)
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              e -> assertThat(e.disposition()).isEqualTo(Disposition.FAIL))
          .hasMessageNotContaining("hunter2");
    }
  }

  private static void allow(String call, String kind, String name, String action) throws Exception {
    server.call(
        "iam", call, kind, name, "PolicyName", "p", "PolicyDocument", POLICY.formatted(action));
  }

  private static String[] role(String name) {
    return new String[] {
      "objects.role.arn",
      "arn:aws:iam::" + AwsServer.ACCOUNT + ":role/" + name,
      "objects.role.endpoint",
      server.endpoint().toString()
    };
  }

  private static String element(String xml, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
    assertThat(matcher.find()).as(xml).isTrue();
    return matcher.group(1);
  }

  private static void put(ObjectStore to, String key) throws ObjectStoreException {
    to.put(key, ByteBuffer.wrap(new byte[] {'x'}), "text/plain", Condition.any());
  }
}
